use super::driver;
use crate::{Actor, CommandKey, Context, Failure};
use domain::fleet::shift::{Shift, ShiftCommand, StartShift};
use domain::kernel::event::derived_id;
use domain::licensing::licence::Standing;
use projections::shifts::ShiftRow;
use projections::{assignments, register, shifts};
use uuid::Uuid;

/// A shift that began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartedShift {
    /// Its id.
    pub shift_id: Uuid,
    /// The log position that it reached.
    pub position: i64,
}

/// Begins a shift in the car that the actor is assigned to.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown; [`Failure::Refused`] for who has no car, or no permit that
/// is valid today; [`Failure::Taken`] for who is at work already.
pub async fn start(ctx: &Context, actor: &Actor, consent: bool, key: &CommandKey) -> Result<StartedShift, Failure> {
    let person_id = driver(actor)?;
    let nothing_to_drive = || Failure::Refused { code: "nothing-to-drive", pointer: None };
    let assignment = assignments::query::current_of_person(ctx.pool(), person_id).await?.ok_or_else(nothing_to_drive)?;
    let permit = register::query::licence(ctx.pool(), assignment.licence_id).await?;
    permit.filter(|permit| permit.on(ctx.today()) == Standing::Valid).ok_or_else(nothing_to_drive)?;
    let command = ShiftCommand::Start(StartShift {
        assignment_id: assignment.assignment_id,
        vehicle_id: assignment.vehicle_id,
        person_id,
        consent,
        policy_version: ctx.policy_now().version.clone(),
    });
    let shift_id = derived_id(key.id, "shift");
    let executed = ctx.store.execute::<Shift>(shift_id, command, actor.envelope(ctx, "StartShift", key)).await?;
    Ok(StartedShift { shift_id, position: executed.last_position })
}

/// The shift that the actor works now.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown.
pub async fn current(ctx: &Context, actor: &Actor) -> Result<Option<ShiftRow>, Failure> {
    Ok(shifts::query::current_of(ctx.pool(), driver(actor)?).await?)
}
