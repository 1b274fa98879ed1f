use super::ask;
use super::view::visible;
use crate::{Actor, Context, Failure};
use uuid::Uuid;

/// Asks the gateway again how a payment ended, for whoever waits for it.
///
/// # Errors
/// [`Failure::NotFound`] where there is none, or for whom it is not.
pub async fn resolve(ctx: &Context, actor: &Actor, payment_id: Uuid) -> Result<(), Failure> {
    visible(ctx, actor, payment_id).await?;
    if let ask::Asked::News(position) = ask::verify(ctx, payment_id).await? {
        ctx.shown(position).await?;
    }
    Ok(())
}
