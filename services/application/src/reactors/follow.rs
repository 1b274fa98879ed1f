use super::{Reactor, all};
use crate::{Context, Failure};
use domain::AnyEvent;
use event_store::lease::{self, Lead};
use event_store::history::{PassedOver, Stretch};
use event_store::tail::Tail;
use event_store::together::Together;
use event_store::{Advanced, Recorded, StoreError, reactor, to_the_end, unending};
use futures::stream::{self, StreamExt};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use uuid::Uuid;

/// Events that are looked at before the checkpoint moves.
const BATCH: i64 = 500;
/// Commands of one batch that are under way at once; they share group commits.
const CONCURRENT: usize = 128;
/// How long a leader leads without renewing; short, so that a killed one is soon followed.
const HOLD: Duration = Duration::from_secs(2);
/// How often an event that is not refused but fails is tried before the reactor waits.
const PAUSE: Duration = Duration::from_secs(2);

/// All reactors of a city. Cheap to clone.
#[derive(Clone)]
pub struct Reactors {
    ctx: Context,
    reactors: Arc<Vec<Box<dyn Reactor>>>,
    holder: Uuid,
    tail: Arc<Tail>,
    passes: Arc<Together<(&'static str, i64), ()>>,
}

impl Reactors {
    /// The reactors over a city at work.
    pub fn new(ctx: Context) -> Self {
        Self { ctx, reactors: Arc::new(all()), holder: Uuid::new_v4(), tail: Arc::default(), passes: Arc::default() }
    }

    /// Follows the log with every reactor, each in a task of its own; one that panics is begun again. The
    /// tasks end when the set is dropped.
    pub fn follow(&self) -> JoinSet<()> {
        let mut tasks = JoinSet::new();
        for index in 0..self.reactors.len() {
            let reactors = self.clone();
            tasks.spawn(async move {
                let name = lease_name(reactors.reactors[index].as_ref());
                unending(&name, || reactors.clone().follow_one(index)).await;
            });
        }
        tasks
    }

    async fn follow_one(self, index: usize) {
        let reactor = self.reactors[index].as_ref();
        let mut lead = Lead::new(lease_name(reactor), self.holder, HOLD);
        let mut wake = self.ctx.store.wake();
        // Where it stands, for as long as we lead.
        let mut stands = None;
        loop {
            match lead.is_ours(self.ctx.pool()).await {
                Ok(true) => match to_the_end(stands, |known| self.advance(index, known)).await {
                    Ok(position) => stands = position,
                    Err(error) => {
                        stands = None;
                        tracing::error!(reactor = reactor.name(), %error, "a reactor waits");
                        tokio::time::sleep(PAUSE).await;
                    }
                },
                Ok(false) => stands = None,
                Err(error) => tracing::warn!(reactor = reactor.name(), %error, "the lead could not be asked for"),
            }
            wake.next(stands).await;
        }
    }

    /// Gives up every lead.
    pub async fn step_down(&self) {
        for reactor in self.reactors.iter() {
            if let Err(error) = lease::give_back(self.ctx.pool(), &lease_name(reactor.as_ref()), self.holder).await {
                tracing::warn!(reactor = reactor.name(), %error, "a lead expires by itself");
            }
        }
    }

    /// Follows up on everything that is in the log now. True where anything was done.
    ///
    /// # Errors
    /// Where a reactor fails for another reason than a refusal.
    pub async fn catch_up(&self) -> Result<bool, Failure> {
        let mut moved = false;
        for index in 0..self.reactors.len() {
            while self.advance(index, None).await? != Advanced::Nowhere {
                moved = true;
            }
        }
        Ok(moved)
    }

    async fn advance(&self, index: usize, known: Option<i64>) -> Result<Advanced, Failure> {
        let reactor = self.reactors[index].as_ref();
        let pool = self.ctx.pool();
        let position = match known {
            Some(position) => position,
            None => reactor::checkpoint(pool, reactor.name()).await?,
        };
        let known = AnyEvent::catalogue().into_iter().map(|(_, event_type, _)| event_type);
        // A name that had other versions may stand for events of other names today.
        let earlier = AnyEvent::earlier();
        let over = known.filter(|name| !reactor.wants(name) && !earlier.iter().any(|(_, earlier, _)| earlier == name));
        let over = PassedOver::Types(over.collect());
        let stretch = self.tail.stretch(pool, position, BATCH, &over).await?;
        let Some(Stretch { last, full, events, .. }) = stretch else { return Ok(Advanced::Nowhere) };
        let wanted = events.into_iter().filter(|event| event.is_of_earlier_version() || reactor.wants(&event.event_type));
        let follow_ups: Vec<_> = wanted.map(|event| self.clone().follow_up(index, event)).collect();
        let concurrent = if reactor.in_order() { 1 } else { CONCURRENT };
        let mut done = stream::iter(follow_ups).buffer_unordered(concurrent);
        while let Some(outcome) = done.next().await {
            outcome?;
        }
        self.passes.ask((reactor.name(), last), |passes| async move { reactor::advance(pool, &passes).await }).await?;
        Ok(if full { Advanced::OnTheWay(last) } else { Advanced::ToTheEnd(last) })
    }

    /// Owns what it works on, so that many can be under way at once.
    async fn follow_up(self, index: usize, recorded: Arc<Recorded>) -> Result<(), Failure> {
        let reactor = self.reactors[index].as_ref();
        let events = match recorded.decode() {
            Ok(events) => events,
            Err(error @ StoreError::Decode(_)) => return self.park(reactor, &recorded, error.to_string()).await,
            Err(other) => return Err(other.into()),
        };
        for event in events {
            self.react(reactor, &recorded, &event).await?;
        }
        Ok(())
    }

    async fn react(&self, reactor: &dyn Reactor, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        match reactor.react(&self.ctx, recorded, event).await {
            Ok(()) => Ok(()),
            Err(refusal @ (Failure::Refused { .. } | Failure::Taken(_) | Failure::Invalid(_) | Failure::KeyReused)) => {
                self.park(reactor, recorded, refusal.to_string()).await
            }
            Err(other) => Err(other),
        }
    }

    /// Keeps an event visible that cannot be followed up; the others go on.
    async fn park(&self, reactor: &dyn Reactor, recorded: &Recorded, reason: String) -> Result<(), Failure> {
        tracing::warn!(reactor = reactor.name(), position = recorded.position, reason, "an event cannot be followed up and is parked");
        Ok(event_store::reactor::park(self.ctx.pool(), reactor.name(), recorded.position, &reason).await?)
    }
}

fn lease_name(reactor: &dyn Reactor) -> String {
    format!("reactor:{}", reactor.name())
}
