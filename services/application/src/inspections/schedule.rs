use super::SCHEDULERS;
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use chrono::NaiveDate;
use domain::kernel::event::derived_id;
use domain::kernel::text::canonical;
use domain::licensing::inspection::{Inspection, InspectionCommand};
use domain::licensing::vehicle::Vehicle;
use uuid::Uuid;

/// For when an inspection is appointed, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScheduleInput {
    on: NaiveDate,
}

impl ScheduleInput {
    /// Checks the ISO date.
    ///
    /// # Errors
    /// [`Failure::Invalid`], naming the field.
    pub fn parse(on: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let on = faults.check("/on", "not-a-date", canonical(on).parse());
        faults.all(on).map(|on| Self { on })
    }
}

/// An inspection that is appointed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScheduledInspection {
    /// Its id.
    pub inspection_id: Uuid,
    /// The log position that it reached.
    pub position: i64,
}

/// Appoints an inspection of a vehicle.
///
/// # Errors
/// [`Failure::Forbidden`] for who is neither officer nor inspector, [`Failure::NotFound`] where there
/// is no such vehicle, [`Failure::Taken`] where it has an appointment.
pub async fn schedule(ctx: &Context, actor: &Actor, vehicle_id: Uuid, input: ScheduleInput, key: &CommandKey) -> Result<ScheduledInspection, Failure> {
    actor.must_have(SCHEDULERS)?;
    if ctx.store.load::<Vehicle>(vehicle_id).await?.0 == Vehicle::Absent {
        return Err(Failure::NotFound);
    }
    let inspection_id = derived_id(key.id, "inspection");
    let command = InspectionCommand::Schedule { vehicle_id, on: input.on, today: ctx.today() };
    let executed = ctx.store.execute::<Inspection>(inspection_id, command, actor.envelope(ctx, "ScheduleInspection", key)).await?;
    Ok(ScheduledInspection { inspection_id, position: executed.last_position })
}
