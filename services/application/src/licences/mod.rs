//! Licences of vehicles, drivers and agencies.

mod certificate;
mod issue;
mod lift;
mod own;
mod revoke;
mod sticker;
mod suspend;
mod view;

pub use certificate::{Certificate, certificate, is_certified};
pub use issue::{IssueInput, IssuedLicence, issue};
pub use lift::{LiftInput, lift_suspension};
pub use own::{HeldLicence, OwnLicence, own, own_list};
pub use revoke::{RevokeInput, revoke};
pub use sticker::sticker_of;
pub use suspend::{SuspendInput, suspend};
pub use view::{LicenceView, view};

use crate::Failure;
use crate::input::Faults;
use chrono::NaiveDate;
use domain::kernel::Pii;
use domain::kernel::text::canonical;
use uuid::Uuid;

/// The longest note of an officer, in characters.
const NOTE_LIMIT: usize = 1_000;

/// An officer's note, which is sealed under the licence's key: it may speak of people.
fn note(licence_id: Uuid, text: Option<String>) -> Option<Pii> {
    text.map(|text| Pii::clear(licence_id, text))
}

/// An ISO date that may be left out.
fn optional_day(faults: &mut Faults, pointer: &str, input: &str) -> Option<NaiveDate> {
    let text = canonical(input);
    if text.is_empty() {
        return None;
    }
    faults.check(pointer, "not-a-date", text.parse())
}

/// A code that was chosen, and an officer's note.
#[derive(Debug, Clone)]
pub struct Reasoned {
    code: String,
    note: Option<String>,
}

impl Reasoned {
    fn parse(pointer: &str, code: &str, note: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let code = faults.text(pointer, code, 60);
        let note = faults.free_text("/note", note, NOTE_LIMIT);
        faults.all(code).map(|code| Self { code, note })
    }
}

fn absent_is_not_found(error: event_store::ExecuteError<domain::licensing::licence::LicenceError>) -> Failure {
    match Failure::from(error) {
        Failure::Refused { code: "licence-absent", .. } => Failure::NotFound,
        other => other,
    }
}
