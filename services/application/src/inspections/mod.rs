//! Technical inspections of vehicles.

mod record;
mod schedule;
mod view;

pub use record::{RecordInput, record};
pub use schedule::{ScheduleInput, ScheduledInspection, schedule};
pub use view::view;

use domain::identity::account::Role;

/// Who appoints inspections.
pub const SCHEDULERS: &[Role] = &[Role::Officer, Role::Inspector];
/// Who tells how they went.
pub const INSPECTORS: &[Role] = &[Role::Inspector];
