use crate::vehicles::READERS;
use crate::{Actor, Context, Failure};
use projections::inspections::{InspectionRow, query};
use uuid::Uuid;

/// An inspection.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no staff of that kind, [`Failure::NotFound`] where there is none.
pub async fn view(ctx: &Context, actor: &Actor, inspection_id: Uuid) -> Result<InspectionRow, Failure> {
    actor.must_have(READERS)?;
    query::inspection(ctx.pool(), inspection_id).await?.ok_or(Failure::NotFound)
}
