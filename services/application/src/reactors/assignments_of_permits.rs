use super::{Reactor, command_id};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::licensing::assignment::{Assignment, AssignmentCommand, assignment_of};
use domain::licensing::licence::{LicenceEvent, LicenceSubject};
use domain::policy::{Choice, offers};
use event_store::Recorded;
use projections::applications::query;
use uuid::Uuid;

/// Whoever gets a driver's permit drives the vehicle that it names.
pub(super) struct AssignmentsOfPermits;

/// The question whose answer is the shift.
const SHIFT: &str = "shift";

#[async_trait::async_trait]
impl Reactor for AssignmentsOfPermits {
    fn name(&self) -> &'static str {
        "assignments_of_permits"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "LicenceIssued"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Licence(LicenceEvent::LicenceIssued {
            subject: LicenceSubject::Driver { person_id, vehicle_id },
            application_id,
            ..
        }) = event
        else {
            return Ok(());
        };
        let licence_id = recorded.aggregate();
        let shifts = &ctx.policy.at(recorded.recorded_at).licensing.shifts;
        let command = AssignmentCommand::Assign {
            vehicle_id: *vehicle_id,
            licence_id,
            person_id: *person_id,
            shift: shift(ctx, *application_id, shifts).await?,
            shifts: shifts.clone(),
        };
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope =
            Actor::Reactor(self.name()).envelope(ctx, "AssignDriver", &key).caused_by(recorded.correlation_id, recorded.event_id);
        ctx.store.execute::<Assignment>(assignment_of(licence_id), command, envelope).await?;
        Ok(())
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
