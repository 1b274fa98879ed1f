use super::{Reactor, all, lease_name};
use crate::{Context, Failure};
use domain::AnyEvent;
use event_store::lease::{self, Lead};
use event_store::patience::{PATIENCE, within};
use event_store::history::{self, PassedOver, Stretch};
use event_store::tail::Tail;
use event_store::together::Together;
use event_store::standstill::{self, Standstill};
use event_store::{Advanced, Recorded, StoreError, reactor, to_the_end, unending, words};
use futures::FutureExt as _;
use futures::stream::{self, StreamExt};
use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::Instant;
use uuid::Uuid;

/// Events that are looked at before the checkpoint moves.
const BATCH: i64 = 500;
/// Commands of one batch that are under way at once; they share group commits.
const CONCURRENT: usize = 128;
/// How long a leader leads without renewing; short, so that a killed one is soon followed.
const HOLD: Duration = Duration::from_secs(2);
/// How long one batch may take. What was done of one that is broken off is found done by the next.
const STEP: Duration = Duration::from_secs(120);
/// How long a reactor rests that waits for something to pass.
const PAUSE: Duration = Duration::from_secs(2);
/// How long until what was parked is tried again, where it waits for something to pass.
const AGAIN: Duration = Duration::from_secs(30);
/// How often a follow-up is tried that fails by neither a refusal nor what passes by itself.
const TRIES: u32 = 3;
/// How long it rests in between.
const REST: Duration = Duration::from_millis(200);

/// All reactors of a city. Cheap to clone.
#[derive(Clone)]
pub struct Reactors {
    ctx: Context,
    reactors: Arc<Vec<Box<dyn Reactor>>>,
    holder: Uuid,
    tail: Arc<Tail>,
    passes: Arc<Together<(&'static str, i64), ()>>,
}

/// What a reactor has dealt with; its checkpoint is yet to be moved.
struct Step {
    /// The last position.
    last: i64,
    /// Whether more may be there already.
    full: bool,
    /// Whether there was anything to follow up.
    acted: bool,
}

/// What came of trying again what was parked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Retried {
    /// Follow-ups that are done now.
    pub done: usize,
    /// Those that wait for something to pass, and can be tried again.
    pub waiting: usize,
    /// Those that cannot be done as before.
    pub refused: usize,
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
                let name = lease_name(reactors.reactors[index].name());
                unending(&name, || reactors.clone().follow_one(index)).await;
            });
        }
        tasks
    }

    async fn follow_one(self, index: usize) {
        let reactor = self.reactors[index].as_ref();
        let mut lead = Lead::new(lease_name(reactor.name()), self.holder, HOLD);
        let mut wake = self.ctx.store.wake();
        // Where it stands, for as long as we lead.
        let mut stands = None;
        let mut waits = false;
        // What was parked is tried again with every new lead: perhaps by a process that could not do what
        // this one can.
        let mut retry_at = Some(Instant::now());
        loop {
            let leads = lead.is_ours(self.ctx.pool()).await;
            if matches!(leads, Ok(true)) && retry_at.is_some_and(|at| at <= Instant::now()) {
                retry_at = self.retry_later(index).await;
            }
            match leads {
                Ok(true) => match to_the_end(stands, STEP, |known| self.advance(index, known)).await {
                    Ok(position) => (stands, waits) = (position, false),
                    Err(error) => {
                        tracing::error!(reactor = reactor.name(), %error, "a reactor waits");
                        // What passes in a moment is not worth a note.
                        if waits && let Err(error) = within(PATIENCE, self.note(reactor, error.to_string())).await {
                            tracing::warn!(reactor = reactor.name(), %error, "that it waits could not be noted");
                        }
                        (stands, waits) = (None, true);
                        tokio::time::sleep(PAUSE).await;
                    }
                },
                Ok(false) => (stands, retry_at) = (None, Some(Instant::now())),
                Err(error) => tracing::warn!(reactor = reactor.name(), %error, "the lead could not be asked for"),
            }
            stands = wake.next(stands).await;
        }
    }

    /// Tries again what was parked of a reactor; gives when to do so once more, where that may help.
    async fn retry_later(&self, index: usize) -> Option<Instant> {
        match within(STEP, self.retry_parked_of(self.reactors[index].as_ref())).await {
            Ok(Retried { waiting: 0, .. }) => None,
            Ok(_) => Some(Instant::now() + AGAIN),
            Err(error) => {
                tracing::warn!(reactor = self.reactors[index].name(), %error, "what was parked could not be looked at");
                Some(Instant::now() + AGAIN)
            }
        }
    }

    /// Tries again everything that was parked, the oldest of each reactor first; what succeeds is parked
    /// no longer. Done twice, it is done once, as everything that reactors do.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn retry_parked(&self) -> Result<Retried, Failure> {
        let mut all = Retried::default();
        for reactor in self.reactors.iter() {
            let Retried { done, waiting, refused } = self.retry_parked_of(reactor.as_ref()).await?;
            all = Retried { done: all.done + done, waiting: all.waiting + waiting, refused: all.refused + refused };
        }
        Ok(all)
    }

    async fn retry_parked_of(&self, reactor: &dyn Reactor) -> Result<Retried, Failure> {
        let (pool, mut retried) = (self.ctx.pool(), Retried::default());
        let parked = reactor::parked_of(pool, reactor.name()).await?;
        for recorded in history::at_positions(pool, &parked).await? {
            match self.try_to_follow_up(reactor, &recorded, 1).await {
                Ok(None) => {
                    reactor::unpark(pool, reactor.name(), recorded.position).await?;
                    tracing::info!(reactor = reactor.name(), position = recorded.position, "what was parked is followed up");
                    retried.done += 1;
                }
                Ok(Some(reason)) => {
                    tracing::warn!(reactor = reactor.name(), position = recorded.position, reason, "what was parked stays parked");
                    retried.refused += 1;
                }
                Err(error) => {
                    tracing::warn!(reactor = reactor.name(), position = recorded.position, %error, "what was parked waits");
                    retried.waiting += 1;
                }
            }
        }
        Ok(retried)
    }

    /// Gives up every lead.
    pub async fn step_down(&self) {
        for reactor in self.reactors.iter() {
            if let Err(error) = lease::give_back(self.ctx.pool(), &lease_name(reactor.name()), self.holder).await {
                tracing::warn!(reactor = reactor.name(), %error, "a lead expires by itself");
            }
        }
    }

    /// Follows up on everything that is in the log now. True where there was anything to follow up, or
    /// still is. A reactor that waits keeps none of the others from it.
    ///
    /// # Errors
    /// What the first of them waits for, where all that could be done was done before.
    pub async fn catch_up(&self) -> Result<bool, Failure> {
        let (pool, head) = (self.ctx.pool(), self.ctx.store.head().await?);
        let stands: HashMap<String, i64> = reactor::checkpoints(pool).await?.into_iter().collect();
        let (mut acted, mut waits, mut passes) = (false, None, Vec::new());
        for (index, reactor) in self.reactors.iter().enumerate() {
            let from = stands.get(reactor.name()).copied().unwrap_or(0);
            let mut position = from;
            while position < head {
                match self.step(index, position).await {
                    Ok(None) => break,
                    Ok(Some(step)) => {
                        position = step.last;
                        if step.acted {
                            acted = true;
                            self.pass(index, position).await?;
                        }
                    }
                    Err(failure) => {
                        waits.get_or_insert(failure);
                        break;
                    }
                }
            }
            if position > from {
                passes.push((reactor.name(), position));
            }
        }
        // Where there was nothing to do, all pass it together.
        if !passes.is_empty() {
            reactor::advance(pool, &passes).await?;
        }
        match waits {
            Some(failure) if passes.is_empty() => Err(failure),
            waits => Ok(acted || waits.is_some()),
        }
    }

    async fn advance(&self, index: usize, known: Option<i64>) -> Result<Advanced, Failure> {
        let position = match known {
            Some(position) => position,
            None => reactor::checkpoint(self.ctx.pool(), self.reactors[index].name()).await?,
        };
        let Some(Step { last, full, .. }) = self.step(index, position).await? else { return Ok(Advanced::Nowhere) };
        self.pass(index, last).await?;
        Ok(if full { Advanced::OnTheWay(last) } else { Advanced::ToTheEnd(last) })
    }

    /// Follows up on what comes after a position; nothing where nothing does.
    async fn step(&self, index: usize, position: i64) -> Result<Option<Step>, Failure> {
        let reactor = self.reactors[index].as_ref();
        let known = AnyEvent::catalogue().into_iter().map(|(_, event_type, _)| event_type);
        // A name that had other versions may stand for events of other names today.
        let earlier = AnyEvent::earlier();
        let over = known.filter(|name| !reactor.wants(name) && !earlier.iter().any(|(_, earlier, _)| earlier == name));
        let over = PassedOver::Types(over.collect());
        let stretch = self.tail.stretch(self.ctx.pool(), position, BATCH, &over).await?;
        let Some(Stretch { last, full, events, .. }) = stretch else { return Ok(None) };
        let wanted = events.into_iter().filter(|event| event.is_of_earlier_version() || reactor.wants(&event.event_type));
        let follow_ups: Vec<_> = wanted.map(|event| self.clone().follow_up(index, event)).collect();
        let acted = !follow_ups.is_empty();
        let concurrent = if reactor.in_order() { 1 } else { CONCURRENT };
        let mut done = stream::iter(follow_ups).buffer_unordered(concurrent);
        while let Some(outcome) = done.next().await {
            outcome?;
        }
        Ok(Some(Step { last, full, acted }))
    }

    /// Says that a reactor has dealt with everything up to a position.
    async fn pass(&self, index: usize, position: i64) -> Result<(), Failure> {
        let (pool, name) = (self.ctx.pool(), self.reactors[index].name());
        Ok(self.passes.ask((name, position), |passes| async move { reactor::advance(pool, &passes).await }).await?)
    }

    /// Owns what it works on, so that many can be under way at once.
    async fn follow_up(self, index: usize, recorded: Arc<Recorded>) -> Result<(), Failure> {
        let reactor = self.reactors[index].as_ref();
        let Some(reason) = self.try_to_follow_up(reactor, &recorded, TRIES).await? else { return Ok(()) };
        tracing::warn!(reactor = reactor.name(), position = recorded.position, reason, "an event cannot be followed up and is parked");
        Ok(reactor::park(self.ctx.pool(), reactor.name(), recorded.position, &reason).await?)
    }

    /// Follows up on an event. Where that cannot be done, gives why: it is kept visible then, and the
    /// others go on.
    ///
    /// # Errors
    /// [`Failure::Unavailable`]: what passes by itself.
    async fn try_to_follow_up(&self, reactor: &dyn Reactor, recorded: &Recorded, tries: u32) -> Result<Option<String>, Failure> {
        let events = match recorded.decode() {
            Ok(events) => events,
            Err(error @ StoreError::Decode(_)) => return Ok(Some(error.to_string())),
            Err(other) => return Err(other.into()),
        };
        let mut reason = None;
        for event in events {
            let failed = self.react(reactor, recorded, &event, tries).await?;
            reason = reason.or(failed.map(|failure| failure.to_string()));
        }
        Ok(reason)
    }

    /// Reacts to one event. What fails by neither a refusal nor what passes by itself, as an aggregate
    /// does that cannot be read, is tried so many times.
    async fn react(&self, reactor: &dyn Reactor, recorded: &Recorded, event: &AnyEvent, tries: u32) -> Result<Option<Failure>, Failure> {
        let mut tried = 0;
        loop {
            let done = AssertUnwindSafe(reactor.react(&self.ctx, recorded, event)).catch_unwind().await;
            tried += 1;
            match done.unwrap_or_else(|panic| Err(Failure::Internal(format!("it panicked: {}", words(panic.as_ref()))))) {
                Ok(()) => return Ok(None),
                Err(failure @ Failure::Unavailable(_)) => return Err(failure),
                Err(failure) if tried >= tries || failure.is_refusal() => return Ok(Some(failure)),
                Err(failure) => {
                    tracing::warn!(reactor = reactor.name(), position = recorded.position, %failure, "a follow-up failed and is tried again");
                    tokio::time::sleep(REST).await;
                }
            }
        }
    }

    /// Notes that a reactor waits before what comes next, for every process to see.
    async fn note(&self, reactor: &dyn Reactor, reason: String) -> Result<(), Failure> {
        let position = reactor::checkpoint(self.ctx.pool(), reactor.name()).await? + 1;
        let standstill = Standstill { follower: lease_name(reactor.name()), position, reason };
        Ok(standstill::note(self.ctx.pool(), &standstill).await?)
    }
}
