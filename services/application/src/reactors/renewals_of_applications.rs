use super::{Reactor, command_id};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::licensing::application::{Application, ApplicationEvent, ApplicationKind};
use domain::licensing::licence::{Licence, LicenceCommand, LicenceError};
use event_store::{Envelope, ExecuteError, Recorded};
use uuid::Uuid;

/// A renewal that was sent in time keeps its licence in force until it is granted or comes to nothing.
pub(super) struct RenewalsOfApplications;

impl RenewalsOfApplications {
    fn envelope(&self, ctx: &Context, recorded: &Recorded, command: &'static str) -> Envelope {
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        Actor::Reactor(self.name()).envelope(ctx, command, &key).caused_by(recorded.correlation_id, recorded.event_id)
    }

    async fn keep(&self, ctx: &Context, recorded: &Recorded) -> Result<(), Failure> {
        let application_id = recorded.aggregate();
        // Taken back at once, it keeps nothing: its end may have been followed up before this.
        let Application::Open(case) = ctx.store.load_from_log::<Application>(application_id).await?.0 else { return Ok(()) };
        let Some(licence_id) = case.licence_id else { return Ok(()) };
        let command = LicenceCommand::KeepInForce { application_id };
        match ctx.store.execute::<Licence>(licence_id, command, self.envelope(ctx, recorded, "KeepLicenceInForce")).await {
            Err(ExecuteError::Refused(LicenceError::RenewalUnderWay)) if other_is_over(ctx, licence_id).await? => {
                Err(Failure::Unavailable("what follows from the renewal before is on its way".to_owned()))
            }
            done => done.map(drop).map_err(Failure::from),
        }
    }

    async fn end(&self, ctx: &Context, recorded: &Recorded) -> Result<(), Failure> {
        let application_id = recorded.aggregate();
        let Application::Closed(_, case) = ctx.store.load_from_log::<Application>(application_id).await?.0 else { return Ok(()) };
        let Some(licence_id) = case.licence_id.filter(|_| case.kind == ApplicationKind::Renewal) else { return Ok(()) };
        let command = LicenceCommand::EndRenewal { application_id, today: ctx.today() };
        match ctx.store.execute::<Licence>(licence_id, command, self.envelope(ctx, recorded, "EndRenewal")).await {
            // It never kept it in force: a draft, a late one, or of a licence that ended meanwhile.
            Err(ExecuteError::Refused(LicenceError::NoSuchRenewal | LicenceError::Expired | LicenceError::Ended)) => Ok(()),
            done => done.map(drop).map_err(Failure::from),
        }
    }
}

/// Whether the renewal that keeps a licence in force is over: granted, and the further term is on its way.
async fn other_is_over(ctx: &Context, licence_id: Uuid) -> Result<bool, Failure> {
    let renewal = match ctx.store.load_from_log::<Licence>(licence_id).await?.0 {
        Licence::Valid(term) | Licence::Suspended(_, term) => term.renewal,
        Licence::Absent | Licence::Expired(..) | Licence::Ended => None,
    };
    match renewal {
        Some(other) => Ok(matches!(ctx.store.load_from_log::<Application>(other).await?.0, Application::Closed(..))),
        // It ended in between.
        None => Ok(true),
    }
}

#[async_trait::async_trait]
impl Reactor for RenewalsOfApplications {
    fn name(&self) -> &'static str {
        "renewals_of_applications"
    }

    fn wants(&self, event_type: &str) -> bool {
        matches!(event_type, "RenewalExamined" | "ApplicationRefused" | "ApplicationWithdrawn" | "ApplicationNotTakenUp")
    }

    /// A renewal that was taken back ends before the next one keeps the licence in force.
    fn in_order(&self) -> bool {
        true
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Application(event) = event else { return Ok(()) };
        match event {
            ApplicationEvent::RenewalExamined { in_time: true, .. } => self.keep(ctx, recorded).await,
            ApplicationEvent::ApplicationRefused { .. } | ApplicationEvent::ApplicationWithdrawn {} | ApplicationEvent::ApplicationNotTakenUp {} => {
                self.end(ctx, recorded).await
            }
            _ => Ok(()),
        }
    }
}
