//! Complaints: what officers do with them, and what the driver says. Passengers lodge and follow them
//! by the code in the car.

mod answer_passenger;
mod ask_driver;
mod case;
mod hear_driver;
mod put_to_me;
mod resolve;
mod worklist;

pub use answer_passenger::{AnswerInput, answer_passenger};
pub use ask_driver::{AskDriverInput, ask_driver};
pub use case::{ComplaintCase, WrittenAnswer, case};
pub use hear_driver::{HearingInput, hear_driver};
pub use put_to_me::{PutToDriver, put_to_me, put_to_me_one};
pub use resolve::{ResolutionInput, resolve};
pub use worklist::{ComplaintEntry, ComplaintWorklist, worklist};

pub(crate) use case::written;

use crate::{Actor, Failure};
use domain::feedback::complaint::ComplaintError;
use domain::identity::account::Role;
use domain::identity::person::person_of;
use event_store::ExecuteError;
use uuid::Uuid;

/// Who decides on complaints.
pub const OFFICERS: &[Role] = &[Role::Officer];
/// Who may look at any complaint.
pub const READERS: &[Role] = &[Role::Officer, Role::Auditor];

/// The longest text that officers and drivers write, in characters.
const TEXT_LIMIT: usize = 2_000;

/// The person behind the officer's account, whom the domain compares with the driver.
fn officer(actor: &Actor) -> Result<Option<Uuid>, Failure> {
    actor.must_have(OFFICERS)?;
    Ok(actor.account_id().map(person_of))
}

fn absent_is_not_found(error: ExecuteError<ComplaintError>) -> Failure {
    match error {
        ExecuteError::Refused(ComplaintError::Absent) => Failure::NotFound,
        other => other.into(),
    }
}
