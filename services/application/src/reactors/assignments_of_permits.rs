use super::{Reactor, command_id};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::kernel::event::derived_id;
use domain::licensing::assignment::{Assignment, AssignmentCommand, AssignmentError, assignment_of};
use domain::licensing::licence::{LicenceEvent, LicenceSubject};
use domain::policy::{Choice, offers};
use event_store::{Envelope, ExecuteError, Recorded};
use projections::applications::query;
use uuid::Uuid;

/// Whoever gets a driver's permit drives the vehicle that it names, and the one that replaces it.
pub(super) struct AssignmentsOfPermits;

/// The question whose answer is the shift.
const SHIFT: &str = "shift";

#[async_trait::async_trait]
impl Reactor for AssignmentsOfPermits {
    fn name(&self) -> &'static str {
        "assignments_of_permits"
    }

    fn wants(&self, event_type: &str) -> bool {
        matches!(event_type, "LicenceIssued" | "VehicleReplaced")
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let licence_id = recorded.aggregate();
        match event {
            AnyEvent::Licence(LicenceEvent::LicenceIssued {
                subject: LicenceSubject::Driver { person_id, vehicle_id },
                application_id,
                ..
            }) => self.assign(ctx, recorded, assignment_of(licence_id), (*person_id, *vehicle_id), *application_id).await,
            AnyEvent::Licence(LicenceEvent::VehicleReplaced {
                subject: LicenceSubject::Driver { person_id, vehicle_id },
                application_id,
                ..
            }) => {
                let assignment_id = derived_id(*application_id, "assignment");
                self.end_current(ctx, recorded, *person_id, assignment_id).await?;
                self.assign(ctx, recorded, assignment_id, (*person_id, *vehicle_id), Some(*application_id)).await
            }
            _ => Ok(()),
        }
    }
}

impl AssignmentsOfPermits {
    async fn assign(
        &self,
        ctx: &Context,
        recorded: &Recorded,
        assignment_id: Uuid,
        (person_id, vehicle_id): (Uuid, Uuid),
        application_id: Option<Uuid>,
    ) -> Result<(), Failure> {
        let shifts = &ctx.policy.at(recorded.recorded_at).licensing.shifts;
        let command = AssignmentCommand::Assign {
            vehicle_id,
            licence_id: recorded.aggregate(),
            person_id,
            shift: shift(ctx, application_id, shifts).await?,
            shifts: shifts.clone(),
        };
        ctx.store.execute::<Assignment>(assignment_id, command, self.envelope(ctx, recorded, "AssignDriver", 0)).await?;
        Ok(())
    }

    /// Whatever the driver drives now, the driver drives no more; done twice, the new car stays.
    async fn end_current(&self, ctx: &Context, recorded: &Recorded, person_id: Uuid, new: Uuid) -> Result<(), Failure> {
        let current = ctx.store.holder("assignment.driver", &person_id.to_string()).await?;
        let Some(assignment_id) = current.filter(|current| *current != new) else { return Ok(()) };
        let envelope = self.envelope(ctx, recorded, "EndAssignment", 1);
        match ctx.store.execute::<Assignment>(assignment_id, AssignmentCommand::End, envelope).await {
            // An officer was first.
            Err(ExecuteError::Refused(AssignmentError::Ended)) => Ok(()),
            done => done.map(drop).map_err(Failure::from),
        }
    }

    fn envelope(&self, ctx: &Context, recorded: &Recorded, command: &'static str, ordinal: u32) -> Envelope {
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, ordinal), request: Vec::new() };
        Actor::Reactor(self.name()).envelope(ctx, command, &key).caused_by(recorded.correlation_id, recorded.event_id)
    }
}

/// The shift that the applicant asked for; the first that policy offers where none was asked for.
async fn shift(ctx: &Context, application_id: Option<Uuid>, shifts: &[Choice]) -> Result<String, Failure> {
    if let Some(application_id) = application_id {
        let answers = query::answers(ctx.pool(), application_id).await?;
        if let Some(row) = answers.iter().find(|row| row.question == SHIFT) {
            let asked = ctx.open(&row.answer).await?;
            if let Some(asked) = asked.filter(|asked| offers(shifts, asked)) {
                return Ok(asked);
            }
        }
    }
    shifts.first().map(|shift| shift.code.clone()).ok_or(Failure::Refused { code: "unknown-shift", pointer: None })
}
