use super::{Reactor, command_id};
use crate::applications::rules_of;
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::licensing::application::{Application, ApplicationCommand, ApplicationError, RefuseRevoked};
use domain::licensing::licence::LicenceEvent;
use event_store::{ExecuteError, Recorded};

/// What is revoked is renewed by nobody: the renewal that is under way is refused.
pub(super) struct RenewalsOfLicences;

#[async_trait::async_trait]
impl Reactor for RenewalsOfLicences {
    fn name(&self) -> &'static str {
        "renewals_of_licences"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "LicenceRevoked"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Licence(LicenceEvent::LicenceRevoked { .. }) = event else { return Ok(()) };
        let licence_id = recorded.aggregate().to_string();
        let Some(application_id) = ctx.store.holder("licence.renewal", &licence_id).await? else { return Ok(()) };
        let Application::Open(case) = ctx.store.load_from_log::<Application>(application_id).await?.0 else { return Ok(()) };
        let (policy, _, rules) = rules_of(ctx, &case.policy_version, &case.permit_kind)?;
        let renewal = rules.renewal.as_ref().ok_or(Failure::Refused { code: "licence-not-renewable", pointer: None })?;
        let command = ApplicationCommand::RefuseRevoked(RefuseRevoked {
            reason: renewal.revoked_reason.clone(),
            rules: rules.clone(),
            policy_version: policy.version.clone(),
        });
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope =
            Actor::Reactor(self.name()).envelope(ctx, "RefuseApplication", &key).caused_by(recorded.correlation_id, recorded.event_id);
        match ctx.store.execute::<Application>(application_id, command, envelope).await {
            // It ended by itself in between.
            Err(ExecuteError::Refused(ApplicationError::Ended)) => Ok(()),
            done => done.map(drop).map_err(Failure::from),
        }
    }
}
