//! Whose erasure was asked for is erased: first the key, then the word that it is gone.

use super::{Reactor, command_id};
use crate::ops::sessions;
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::identity::subject::{Subject, SubjectCommand, SubjectEvent};
use event_store::Recorded;

pub(super) struct Erasures;

#[async_trait::async_trait]
impl Reactor for Erasures {
    fn name(&self) -> &'static str {
        "erasures"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "SubjectErasureRequested"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Subject(SubjectEvent::SubjectErasureRequested { .. }) = event else { return Ok(()) };
        let subject = recorded.aggregate();
        ctx.store.destroy_key(subject).await?;
        sessions::close_all_of(ctx.pool(), subject).await?;
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope = Actor::Reactor(self.name()).envelope(ctx, "NoteErased", &key).caused_by(recorded.correlation_id, recorded.event_id);
        ctx.store.execute::<Subject>(subject, SubjectCommand::NoteErased, envelope).await?;
        Ok(())
    }
}
