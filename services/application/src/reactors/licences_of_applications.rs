use super::{Reactor, command_id};
use crate::{Actor, CommandKey, Context, Failure};
use chrono::NaiveDate;
use domain::AnyEvent;
use domain::kernel::calendar::SolarDate;
use domain::kernel::event::derived_id;
use domain::licensing::application::{Application, ApplicationEvent, ApplicationKind, Case};
use domain::licensing::licence::{IssueLicence, Licence, LicenceCommand, LicenceSubject, RenewLicence};
use domain::policy::PermitSubject;
use event_store::{Envelope, Recorded};

/// An application that was granted becomes a licence, from the day on which it was, a further term of
/// one, or another vehicle for one.
pub(super) struct LicencesOfApplications;

impl LicencesOfApplications {
    fn envelope(&self, ctx: &Context, recorded: &Recorded, command: &'static str) -> Envelope {
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        Actor::Reactor(self.name()).envelope(ctx, command, &key).caused_by(recorded.correlation_id, recorded.event_id)
    }

    async fn renew(&self, ctx: &Context, recorded: &Recorded, case: &Case, paid_on: NaiveDate) -> Result<(), Failure> {
        let policy = ctx.policy.at(recorded.recorded_at);
        let kind = policy.permit_kind(&case.permit_kind).ok_or(Failure::Refused { code: "unknown-permit-kind", pointer: None })?;
        let not_renewable = Failure::Refused { code: "licence-not-renewable", pointer: None };
        let (licence_id, in_time) = case.licence_id.zip(case.renewal.map(|renewal| renewal.in_time)).ok_or(not_renewable)?;
        let command = LicenceCommand::Renew(RenewLicence {
            application_id: recorded.aggregate(),
            in_time,
            paid_on,
            term_years: kind.term_years,
            policy_version: policy.version.clone(),
        });
        ctx.store.execute::<Licence>(licence_id, command, self.envelope(ctx, recorded, "RenewLicence")).await?;
        Ok(())
    }
}

#[async_trait::async_trait]
impl Reactor for LicencesOfApplications {
    fn name(&self) -> &'static str {
        "licences_of_applications"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "ApplicationGranted"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Application(ApplicationEvent::ApplicationGranted { paid_on, .. }) = event else { return Ok(()) };
        let application_id = recorded.aggregate();
        let Application::Closed(_, case) = ctx.store.load_from_log::<Application>(application_id).await?.0 else { return Ok(()) };
        if let (ApplicationKind::Replacement, Some(licence_id), Some(vehicle_id)) = (case.kind, case.licence_id, case.vehicle_id) {
            let command = LicenceCommand::ReplaceVehicle { application_id, vehicle_id };
            ctx.store.execute::<Licence>(licence_id, command, self.envelope(ctx, recorded, "ReplaceVehicle")).await?;
            return Ok(());
        }
        if case.kind == ApplicationKind::Renewal {
            return self.renew(ctx, recorded, &case, *paid_on).await;
        }
        let licence_id = derived_id(application_id, "licence");
        if ctx.store.load_from_log::<Licence>(licence_id).await?.0 != Licence::Absent {
            return Ok(());
        }
        let policy = ctx.policy.at(recorded.recorded_at);
        let kind = policy.permit_kind(&case.permit_kind).ok_or(Failure::Refused { code: "unknown-permit-kind", pointer: None })?;
        let subject = match (kind.subject, case.vehicle_id) {
            (PermitSubject::Driver, Some(vehicle_id)) => LicenceSubject::Driver { person_id: case.person_id, vehicle_id },
            (PermitSubject::Vehicle, Some(vehicle_id)) => LicenceSubject::Vehicle { vehicle_id },
            (PermitSubject::Agency, _) => {
                LicenceSubject::Agency { agency_id: derived_id(application_id, "agency"), person_id: case.person_id }
            }
            (PermitSubject::Driver | PermitSubject::Vehicle, None) => {
                return Err(Failure::Refused { code: "application-incomplete", pointer: None });
            }
        };
        let today = policy.civil_day(recorded.recorded_at);
        let counter = format!("{}-{}", kind.number_prefix, SolarDate::of(today).year);
        let number = format!("{counter}-{:06}", ctx.store.next_number(&counter).await?);
        let command = LicenceCommand::Issue(IssueLicence {
            subject,
            number,
            permit_kind: case.permit_kind,
            starts_on: today,
            today,
            term_years: kind.term_years,
            backdating_days: 0,
            forward_days: 0,
            application_id: Some(application_id),
            policy_version: policy.version.clone(),
        });
        ctx.store.execute::<Licence>(licence_id, command, self.envelope(ctx, recorded, "IssueLicence")).await?;
        Ok(())
    }
}
