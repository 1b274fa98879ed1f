use super::{Cell, WATCHERS};
use crate::audit::record_look;
use crate::ops::positions;
use crate::{Actor, Context, Failure};
use chrono::{DateTime, TimeDelta, Utc};
use projections::register::{self, VehicleRow};
use projections::shifts;
use std::collections::HashMap;
use uuid::Uuid;

/// A car whose phone was silent for longer is not shown.
const RECENT: TimeDelta = TimeDelta::minutes(30);

/// A car on the map.
#[derive(Debug, Clone)]
pub struct SeenCar {
    /// The car.
    pub vehicle: VehicleRow,
    /// The shift that it is seen in.
    pub shift_id: Uuid,
    /// The cell that it was in last.
    pub cell: Cell,
    /// When that was.
    pub at: DateTime<Utc>,
}

/// The cars whose drivers are at work and agreed to be seen; the look is recorded first, once in a
/// session and day. Who drives is not told.
///
/// # Errors
/// [`Failure::Forbidden`] for who may not.
pub async fn seen(ctx: &Context, actor: &Actor) -> Result<Vec<SeenCar>, Failure> {
    actor.must_have(WATCHERS)?;
    // It is no one record that is looked at, but all of them.
    record_look(ctx, actor, "vehicle_positions", Uuid::nil()).await?;
    let under_way = shifts::query::seen(ctx.pool()).await?;
    let ids: Vec<Uuid> = under_way.iter().map(|shift| shift.shift_id).collect();
    let last = positions::last(ctx.pool(), &ids, ctx.clock.now() - RECENT).await?;
    let last: HashMap<Uuid, _> = last.into_iter().map(|position| (position.shift_id, position)).collect();
    let mut cars = Vec::new();
    for shift in under_way {
        let Some(position) = last.get(&shift.shift_id) else { continue };
        let Some(vehicle) = register::query::vehicle(ctx.pool(), shift.vehicle_id).await? else { continue };
        cars.push(SeenCar { vehicle, shift_id: shift.shift_id, cell: Cell { y: position.cell_y, x: position.cell_x }, at: position.at });
    }
    Ok(cars)
}
