use application::{Actor, Context, Failure};
use chrono::{DateTime, Utc};
use projections::shifts::ShiftRow;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A shift, to its driver.
#[derive(Debug, Serialize, ToSchema)]
pub struct Shift {
    shift_id: Uuid,
    vehicle_id: Uuid,
    /// Whether the car's place may be known.
    consent: bool,
    started_at: DateTime<Utc>,
}

impl From<ShiftRow> for Shift {
    fn from(row: ShiftRow) -> Self {
        Self { shift_id: row.shift_id, vehicle_id: row.vehicle_id, consent: row.consent, started_at: row.started_at }
    }
}

/// The shift that the caller works now.
pub(super) async fn current(ctx: &Context, actor: &Actor) -> Result<Shift, Failure> {
    application::shifts::current(ctx, actor).await?.map(Shift::from).ok_or(Failure::NotFound)
}
