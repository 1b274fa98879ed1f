//! What a passenger does with the code in the car: see whose car it is, rate, complain.

mod admit;
mod driver;
mod follow;
mod form;
mod lodge;
mod look;
mod rate;
mod rated;

pub use admit::{Passenger, Visitors, admit};
pub use driver::{ScannedDriver, photo};
pub use follow::{FollowedComplaint, follow};
pub use form::FormToken;
pub use lodge::{ComplaintInput, LodgedComplaint, Occurred, lodge};
pub use look::{Scanned, Scans, Verdict, look, scans};
pub use rate::{RatingInput, rate};
pub use rated::RatedToday;

use crate::{Context, Failure};
use chrono::{DateTime, Days, TimeZone, Utc};

fn midnight(ctx: &Context, days_ahead: u64) -> DateTime<Utc> {
    let now = ctx.clock.now();
    let day = ctx.today().checked_add_days(Days::new(days_ahead)).unwrap_or(ctx.today());
    let local = day.and_hms_opt(0, 0, 0).map(|start| ctx.policy_now().timezone.from_local_datetime(&start));
    // A day whose midnight the clocks skip begins where they land.
    local.and_then(|local| local.earliest()).map_or(now, |start| start.to_utc())
}

/// When the civil day began.
pub(crate) fn start_of_today(ctx: &Context) -> DateTime<Utc> {
    midnight(ctx, 0)
}

/// A cap of the day is reached.
fn until_tomorrow(ctx: &Context) -> Failure {
    Failure::too_many(midnight(ctx, 1), ctx.clock.now())
}
