use super::answers::{Answered, answers_of};
use super::subjects::subject_of;
use super::{Reactor, command_id};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::kernel::event::derived_id;
use domain::licensing::assignment::{Assignment, AssignmentCommand, AssignmentError, assignment_of};
use domain::licensing::licence::{Licence, LicenceEvent, LicenceSubject};
use domain::policy::{Choice, offers};
use event_store::{Envelope, ExecuteError, Recorded};
use uuid::Uuid;

/// Whoever gets a driver's permit drives the vehicle that it names, or the one that replaces it, for as
/// long as the permit lasts, and in the shift that was asked for last.
pub(super) struct AssignmentsOfPermits;

/// The question whose answer is the shift.
const SHIFT: &str = "shift";

#[async_trait::async_trait]
impl Reactor for AssignmentsOfPermits {
    fn name(&self) -> &'static str {
        "assignments_of_permits"
    }

    fn wants(&self, event_type: &str) -> bool {
        matches!(event_type, "LicenceIssued" | "LicenceRenewed" | "VehicleReplaced" | "LicenceExpired" | "LicenceRevoked")
    }

    /// What one permit brought along ends before the next one, or its renewal, brings another.
    fn in_order(&self) -> bool {
        true
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let licence_id = recorded.aggregate();
        let living = living(ctx, licence_id).await?;
        match event {
            // What came after it holds, as where this was parked and is tried again.
            AnyEvent::Licence(
                LicenceEvent::LicenceIssued { subject, .. } | LicenceEvent::LicenceRenewed { subject, .. } | LicenceEvent::VehicleReplaced { subject, .. },
            ) if living.as_ref() != Some(subject) => Ok(()),
            AnyEvent::Licence(LicenceEvent::LicenceExpired { .. } | LicenceEvent::LicenceRevoked { .. }) if living.is_some() => Ok(()),
            AnyEvent::Licence(LicenceEvent::LicenceIssued {
                subject: LicenceSubject::Driver { person_id, vehicle_id },
                application_id,
                ..
            }) => {
                // There is one living permit of a driver: what came with another has ended.
                if let Some(current) = current(ctx, *person_id).await?.filter(|current| current.licence_id != licence_id) {
                    self.end(ctx, recorded, current.assignment_id).await?;
                }
                self.assign(ctx, recorded, assignment_of(licence_id), (*person_id, *vehicle_id), *application_id).await
            }
            AnyEvent::Licence(LicenceEvent::LicenceRenewed {
                subject: LicenceSubject::Driver { person_id, vehicle_id },
                application_id,
                late,
                ..
            }) => match current(ctx, *person_id).await? {
                Some(current) if current.licence_id == licence_id => self.change(ctx, recorded, &current, *application_id).await,
                // It ended with the last valid day.
                None if *late => {
                    let assignment_id = derived_id(*application_id, "assignment");
                    self.assign(ctx, recorded, assignment_id, (*person_id, *vehicle_id), Some(*application_id)).await
                }
                // An officer ended it.
                Some(_) | None => Ok(()),
            },
            AnyEvent::Licence(LicenceEvent::VehicleReplaced {
                subject: LicenceSubject::Driver { person_id, vehicle_id },
                application_id,
                ..
            }) => {
                let assignment_id = derived_id(*application_id, "assignment");
                // Whatever the driver drives now; done twice, the new car stays.
                if let Some(current) = current(ctx, *person_id).await?.filter(|current| current.assignment_id != assignment_id) {
                    self.end(ctx, recorded, current.assignment_id).await?;
                }
                self.assign(ctx, recorded, assignment_id, (*person_id, *vehicle_id), Some(*application_id)).await
            }
            AnyEvent::Licence(LicenceEvent::LicenceExpired { .. } | LicenceEvent::LicenceRevoked { .. }) => {
                let Some(LicenceSubject::Driver { person_id, .. }) = subject_of(ctx, recorded).await? else { return Ok(()) };
                match current(ctx, person_id).await?.filter(|current| current.licence_id == licence_id) {
                    Some(current) => self.end(ctx, recorded, current.assignment_id).await,
                    None => Ok(()),
                }
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
        let asked = match application_id {
            Some(application_id) => Asked::of(ctx, application_id, shifts).await?.map(|asked| asked.shift),
            None => None,
        };
        // The first that policy offers, where none was asked for.
        let shift = asked.or_else(|| shifts.first().map(|shift| shift.code.clone()));
        let shift = shift.ok_or(Failure::Refused { code: "unknown-shift", pointer: None })?;
        let command = AssignmentCommand::Assign { vehicle_id, licence_id: recorded.aggregate(), person_id, shift, shifts: shifts.clone() };
        ctx.store.execute::<Assignment>(assignment_id, command, self.envelope(ctx, recorded, "AssignDriver", 0)).await?;
        Ok(())
    }

    /// What was taken over unchanged leaves the shift to whoever set it since.
    async fn change(&self, ctx: &Context, recorded: &Recorded, current: &Current, application_id: Uuid) -> Result<(), Failure> {
        let shifts = &ctx.policy.at(recorded.recorded_at).licensing.shifts;
        let asked = Asked::of(ctx, application_id, shifts).await?;
        let Some(Asked { shift, .. }) = asked.filter(|asked| asked.anew && asked.shift != current.shift) else { return Ok(()) };
        let command = AssignmentCommand::ChangeShift { shift, shifts: shifts.clone() };
        ctx.store.execute::<Assignment>(current.assignment_id, command, self.envelope(ctx, recorded, "ChangeShift", 2)).await?;
        Ok(())
    }

    async fn end(&self, ctx: &Context, recorded: &Recorded, assignment_id: Uuid) -> Result<(), Failure> {
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

/// For whom or what a licence is now; none where it is past its last valid day, or has ended.
async fn living(ctx: &Context, licence_id: Uuid) -> Result<Option<LicenceSubject>, Failure> {
    Ok(match ctx.store.load_from_log::<Licence>(licence_id).await?.0 {
        Licence::Valid(term) | Licence::Suspended(_, term) => Some(term.subject),
        Licence::Absent | Licence::Expired(..) | Licence::Ended => None,
    })
}

/// What a person drives now, by which permit and in which shift.
struct Current {
    assignment_id: Uuid,
    licence_id: Uuid,
    shift: String,
}

async fn current(ctx: &Context, person_id: Uuid) -> Result<Option<Current>, Failure> {
    let Some(assignment_id) = ctx.store.holder("assignment.driver", &person_id.to_string()).await? else { return Ok(None) };
    Ok(match ctx.store.load_from_log::<Assignment>(assignment_id).await?.0 {
        Assignment::Current { licence_id, shift } => Some(Current { assignment_id, licence_id, shift }),
        Assignment::Absent | Assignment::Ended => None,
    })
}

/// The shift that an applicant asked for.
struct Asked {
    shift: String,
    /// Whether it was answered here, and not taken over.
    anew: bool,
}

impl Asked {
    /// None where none was asked for, or policy offers it no longer.
    async fn of(ctx: &Context, application_id: Uuid, shifts: &[Choice]) -> Result<Option<Self>, Failure> {
        let Some(Answered { answer, anew }) = answers_of(ctx, application_id).await?.remove(SHIFT) else { return Ok(None) };
        let shift = ctx.open(&answer).await?.filter(|shift| offers(shifts, shift));
        Ok(shift.map(|shift| Self { shift, anew }))
    }
}
