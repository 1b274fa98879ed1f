use crate::{Actor, Context, Failure};
use domain::identity::person::person_of;
use projections::agencies::{AffiliationRow, query};

/// Which agencies offer the actor a place, and where the actor belongs.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown.
pub async fn my_places(ctx: &Context, actor: &Actor) -> Result<Vec<AffiliationRow>, Failure> {
    let person_id = actor.account_id().map(person_of).ok_or(Failure::SignInNeeded)?;
    Ok(query::of_person(ctx.pool(), person_id).await?)
}
