//! What is due: rows of the `deadlines` read model become commands whose ids follow from what is due,
//! for whom and when, so that doing it twice does it once.

mod application_lapse;
mod follow;
mod licence_expiry;
mod renewal_reminder;
mod vehicle_threshold;
mod points_activation;
mod points_expiry;
mod points_lapse;

pub use follow::Scheduler;

use crate::{Actor, CommandKey, Context, Failure};
use chrono::NaiveDate;
use domain::policy::Policy;
use event_store::{Envelope, Recorded};
use projections::deadlines::{DeadlineKind, DeadlineRow};
use uuid::Uuid;

/// Something that is done when it is due. One more is a file here and a line in [`all`]; its kind of
/// row is set and ended by the read model's fold.
#[async_trait::async_trait]
pub(crate) trait Deadline: Send + Sync {
    /// The kind of row that it waits for.
    fn kind(&self) -> DeadlineKind;
    /// The most days before the day of a row on which anything is done.
    fn ahead(&self, _: &Policy) -> u16 {
        0
    }
    /// Which of the things is to be done for a row by now, as so many days before its day; each is done
    /// once. None where nothing is.
    fn window(&self, _: &Policy, row: &DeadlineRow, today: NaiveDate) -> Option<u16> {
        (row.due_on <= today).then_some(0)
    }
    /// Does it: one command under [`Due::envelope`].
    async fn act(&self, ctx: &Context, due: &Due) -> Result<(), Failure>;
}

/// Something that is due now.
#[derive(Debug, Clone)]
pub(crate) struct Due {
    row: DeadlineRow,
    /// So many days before the row's day, or fewer.
    window: u16,
    /// The event that set the deadline.
    cause: Recorded,
}

impl Due {
    /// For whom or what.
    pub fn subject_id(&self) -> Uuid {
        self.row.subject_id
    }

    /// The envelope of the one command that this leads to.
    pub fn envelope(&self, ctx: &Context, command: &'static str) -> Envelope {
        let key = CommandKey { id: command_id(&self.row, self.window), request: Vec::new() };
        Actor::Reactor(self.row.kind.code()).envelope(ctx, command, &key).caused_by(self.cause.correlation_id, self.cause.event_id)
    }
}

/// The id of a deadline's command: the same kind, subject, day and window, the same command. Points
/// come due more than once on a day, each time by another event.
fn command_id(row: &DeadlineRow, window: u16) -> Uuid {
    let named = Uuid::new_v5(&Uuid::NAMESPACE_OID, lease_name(row.kind).as_bytes());
    let once = match row.kind {
        DeadlineKind::PointsActivation | DeadlineKind::PointsExpiry | DeadlineKind::PointsLapse => format!(":at {}", row.position),
        _ if window == 0 => String::new(),
        _ => format!(":{window}"),
    };
    Uuid::new_v5(&named, format!("{}:{}{once}", row.subject_id, row.due_on).as_bytes())
}

/// What a kind's lead is called, and what it parks under.
fn lease_name(kind: DeadlineKind) -> String {
    format!("deadline:{}", kind.code())
}

/// Everything that can be due.
fn all() -> Vec<Box<dyn Deadline>> {
    vec![
        Box::new(licence_expiry::LicenceExpiry),
        Box::new(application_lapse::ApplicationLapse),
        Box::new(vehicle_threshold::VehicleThreshold),
        Box::new(renewal_reminder::RenewalReminder),
        Box::new(points_activation::PointsActivation),
        Box::new(points_expiry::PointsExpiry),
        Box::new(points_lapse::PointsLapse),
    ]
}
