use super::{Reactor, command_id};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::identity::person::{Person, PersonCommand};
use domain::licensing::application::{Application, ApplicationEvent};
use event_store::Recorded;

/// What a person told of themselves stands once an application was sent with it.
pub(super) struct DeclaredDetails;

#[async_trait::async_trait]
impl Reactor for DeclaredDetails {
    fn name(&self) -> &'static str {
        "declared_details"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "ApplicationSubmitted"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Application(ApplicationEvent::ApplicationSubmitted { .. }) = event else { return Ok(()) };
        let application_id = recorded.aggregate();
        let Application::Open(case) = ctx.store.load_from_log::<Application>(application_id).await?.0 else { return Ok(()) };
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope =
            Actor::Reactor(self.name()).envelope(ctx, "DeclareDetails", &key).caused_by(recorded.correlation_id, recorded.event_id);
        ctx.store.execute::<Person>(case.person_id, PersonCommand::Declare { application_id }, envelope).await?;
        Ok(())
    }
}
