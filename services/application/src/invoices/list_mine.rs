use crate::{Actor, Context, Failure};
use projections::invoices::{self, InvoiceRow};

/// The most invoices that a list shows.
const LIMIT: i64 = 100;

/// The caller's own invoices, the newest first.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown.
pub async fn list_mine(ctx: &Context, actor: &Actor) -> Result<Vec<InvoiceRow>, Failure> {
    match actor.account_id() {
        Some(account_id) => Ok(invoices::query::of_account(ctx.pool(), account_id, LIMIT).await?),
        None => Err(Failure::SignInNeeded),
    }
}
