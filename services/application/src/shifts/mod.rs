//! Drivers at work, and where their cars are as far as they agreed to that.

mod consent;
mod end;
mod place;
mod positions;
mod seen;
mod start;
mod sweep;

pub use consent::consent;
pub use end::end;
pub use place::{CELLS_PER_DEGREE, Cell};
pub use positions::{PositionInput, positions};
pub use seen::{SeenCar, seen};
pub use start::{StartedShift, current, start};
pub use sweep::sweep;

use crate::{Actor, Context, Failure};
use domain::fleet::shift::{Shift, ShiftError, Work};
use domain::identity::account::Role;
use domain::identity::person::person_of;
use event_store::ExecuteError;
use uuid::Uuid;

/// Who sees where cars are.
pub const WATCHERS: &[Role] = &[Role::Manager, Role::Admin];

/// The actor as a driver.
fn driver(actor: &Actor) -> Result<Uuid, Failure> {
    actor.account_id().map(person_of).ok_or(Failure::SignInNeeded)
}

/// The actor's own shift, as the log has it. Another's is not found.
async fn own_shift(ctx: &Context, actor: &Actor, shift_id: Uuid) -> Result<Option<Work>, Failure> {
    let person_id = driver(actor)?;
    match ctx.store.load::<Shift>(shift_id).await?.0 {
        Shift::Working(work) if work.person_id == person_id => Ok(Some(work)),
        Shift::Working(_) | Shift::Absent => Err(Failure::NotFound),
        // Whose it was, the log's state tells no longer; that it is over, anyone who knows its id may hear.
        Shift::Ended => Ok(None),
    }
}

fn absent_is_not_found(error: ExecuteError<ShiftError>) -> Failure {
    match error {
        ExecuteError::Refused(ShiftError::Absent) => Failure::NotFound,
        other => other.into(),
    }
}
