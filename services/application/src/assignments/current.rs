use crate::vehicles::READERS;
use crate::{Actor, Context, Failure, persons};
use projections::assignments::{self, AssignmentRow};
use projections::register::{self, LicenceRow};
use projections::applications;
use uuid::Uuid;

/// A driver in a car, as staff see them.
#[derive(Debug, Clone)]
pub struct CurrentDriver {
    /// The assignment.
    pub assignment: AssignmentRow,
    /// The driver's name; empty where the person was erased.
    pub name: String,
    /// The driver's permit.
    pub permit: Option<LicenceRow>,
}

/// Who drives a car now, the longest first.
pub(crate) async fn current(ctx: &Context, vehicle_id: Uuid) -> Result<Vec<CurrentDriver>, Failure> {
    let mut drivers = Vec::new();
    for assignment in assignments::query::current_of_vehicle(ctx.pool(), vehicle_id).await? {
        let name = match applications::query::person(ctx.pool(), assignment.person_id).await? {
            Some(person) => persons::opened(ctx, &person).await?.full_name(),
            None => String::new(),
        };
        let permit = register::query::licence(ctx.pool(), assignment.licence_id).await?;
        drivers.push(CurrentDriver { assignment, name, permit });
    }
    Ok(drivers)
}

/// One assignment, without anything personal.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no staff of that kind, [`Failure::NotFound`] where there is none.
pub async fn view(ctx: &Context, actor: &Actor, assignment_id: Uuid) -> Result<AssignmentRow, Failure> {
    actor.must_have(READERS)?;
    assignments::query::by_id(ctx.pool(), assignment_id).await?.ok_or(Failure::NotFound)
}
