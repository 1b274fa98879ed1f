use super::{Reactor, command_id, unless_ended};
use crate::applications::rules_of;
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::licensing::application::{AgreeUnchanged, Application, ApplicationCommand, ApplicationEvent};
use event_store::Recorded;

/// A renewal in which nothing changed is agreed to without anybody, where policy says so.
pub(super) struct UnchangedRenewals;

#[async_trait::async_trait]
impl Reactor for UnchangedRenewals {
    fn name(&self) -> &'static str {
        "unchanged_renewals"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "RenewalExamined"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Application(ApplicationEvent::RenewalExamined { needs_officer: false, .. }) = event else { return Ok(()) };
        let application_id = recorded.aggregate();
        // It may be over already: taken back at once.
        let Application::Open(case) = ctx.store.load_from_log::<Application>(application_id).await?.0 else { return Ok(()) };
        // Judged by the same rules as when it was sent.
        let (policy, _, rules) = rules_of(ctx, &case.policy_version, &case.permit_kind)?;
        let renewal = rules.renewal.as_ref().ok_or(Failure::Refused { code: "licence-not-renewable", pointer: None })?;
        let command = ApplicationCommand::AgreeUnchanged(AgreeUnchanged {
            reason: renewal.unchanged_reason.clone(),
            rules: rules.clone(),
            today: ctx.today(),
            policy_version: policy.version.clone(),
        });
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope =
            Actor::Reactor(self.name()).envelope(ctx, "AgreeToApplication", &key).caused_by(recorded.correlation_id, recorded.event_id);
        unless_ended(ctx.store.execute::<Application>(application_id, command, envelope).await)
    }
}
