use super::{Reactor, command_id};
use crate::notices::first;
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::fleet::shift::{Shift, ShiftCommand, ShiftError};
use domain::licensing::assignment::AssignmentEvent;
use event_store::{ExecuteError, Recorded};

/// Who drives a car no longer is at work in it no longer, and seen no longer.
pub(super) struct ShiftsOfAssignments;

#[async_trait::async_trait]
impl Reactor for ShiftsOfAssignments {
    fn name(&self) -> &'static str {
        "shifts_of_assignments"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "AssignmentEnded"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Assignment(AssignmentEvent::AssignmentEnded {}) = event else { return Ok(()) };
        let assignment_id = recorded.aggregate();
        let Some(AnyEvent::Assignment(AssignmentEvent::DriverAssigned { vehicle_id, person_id, .. })) = first(ctx, "assignment", assignment_id).await?
        else {
            return Ok(());
        };
        let Some(shift_id) = ctx.store.holder("shift.driver", &person_id.to_string()).await? else { return Ok(()) };
        let Shift::Working(work) = ctx.store.load_from_log::<Shift>(shift_id).await?.0 else { return Ok(()) };
        if work.vehicle_id != vehicle_id {
            return Ok(());
        }
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope = Actor::Reactor(self.name()).envelope(ctx, "EndShift", &key).caused_by(recorded.correlation_id, recorded.event_id);
        match ctx.store.execute::<Shift>(shift_id, ShiftCommand::End, envelope).await {
            // Its driver was quicker.
            Err(ExecuteError::Refused(ShiftError::Ended)) => Ok(()),
            done => done.map(drop).map_err(Failure::from),
        }
    }
}
