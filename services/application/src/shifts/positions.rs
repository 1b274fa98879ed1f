use super::{Cell, own_shift};
use crate::input::Faults;
use crate::ops::limits;
use crate::ops::positions::{self, Position};
use crate::{Actor, Context, Failure};
use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use uuid::Uuid;

/// So many positions are taken at once.
const BATCH: usize = 120;
/// So many batches of one shift within an hour.
const BATCHES_PER_HOUR: u32 = 240;

/// A place as a phone sends it; only its cell and its minute are kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PositionInput {
    /// Degrees to the north.
    pub latitude: f64,
    /// Degrees to the east.
    pub longitude: f64,
    /// When the phone was there.
    pub at: DateTime<Utc>,
}

/// Keeps where the car was in the actor's shift; answers with how many positions counted. Those ahead
/// of the clock or older than a day do not: a phone's clock may be wrong.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown, [`Failure::NotFound`] where it is not the actor's shift;
/// [`Failure::Refused`] where it is over or the driver did not agree; [`Failure::Invalid`] with every
/// place that is none.
pub async fn positions(ctx: &Context, actor: &Actor, shift_id: Uuid, sent: &[PositionInput]) -> Result<usize, Failure> {
    let refused = |code| Failure::Refused { code, pointer: None };
    let work = own_shift(ctx, actor, shift_id).await?.ok_or_else(|| refused("shift-ended"))?;
    if !work.consent {
        return Err(refused("no-location-consent"));
    }
    let mut faults = Faults::default();
    if sent.len() > BATCH {
        faults.add("/positions", "too-many-positions");
    }
    let now = ctx.clock.now();
    let mut kept = Vec::new();
    for (index, place) in sent.iter().take(BATCH).enumerate() {
        let Some(cell) = faults.check(&format!("/positions/{index}"), "not-a-place", Cell::of(place.latitude, place.longitude).ok_or(())) else {
            continue;
        };
        let counts = place.at <= now + TimeDelta::minutes(2) && place.at > now - TimeDelta::days(1);
        // A minute is whole within chrono's range.
        if let (true, Ok(at)) = (counts, place.at.duration_trunc(TimeDelta::minutes(1))) {
            kept.push(Position { shift_id, vehicle_id: work.vehicle_id, at, cell_y: cell.y, cell_x: cell.x });
        }
    }
    faults.refuse()?;
    limits::count(ctx, "positions-of-shift", &shift_id.to_string(), BATCHES_PER_HOUR, TimeDelta::hours(1)).await?;
    positions::keep(ctx.pool(), &kept).await?;
    Ok(kept.len())
}
