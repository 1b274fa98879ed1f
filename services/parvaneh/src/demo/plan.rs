//! What happened in the demo's past, in order, each step done once.

use super::payer::Payer;
use super::{feedback, fleet, licensing, old_register, people, permits, visitors};
use application::ports::SetClock;
use application::{CommandKey, Context, Failure};
use chrono::{DateTime, TimeDelta, Utc};
use event_store::history::{self, Filter, Order};
use std::sync::Arc;
use uuid::Uuid;

/// The space of the ids of the demo's commands.
const DEMO: Uuid = Uuid::from_u128(0x7061_7276_616e_6568_2064_656d_6f31);

/// What somebody did.
#[async_trait::async_trait]
pub(super) trait Deed: Send + Sync {
    /// Does it by a use case, at the time that the context's clock shows.
    async fn carry_out(&self, ctx: &Context, key: &CommandKey) -> Result<(), Failure>;
}

/// A deed with its moment and its name, from which its command's id is made.
pub(super) struct Step {
    at: DateTime<Utc>,
    name: String,
    deed: Box<dyn Deed>,
}

impl Step {
    /// A deed of so many hours ago.
    pub fn hours_ago(now: DateTime<Utc>, hours: i64, name: impl Into<String>, deed: impl Deed + 'static) -> Self {
        Self { at: now - TimeDelta::hours(hours), name: name.into(), deed: Box::new(deed) }
    }
}

/// The id of a step's command: the same step, the same command, however often it is tried.
pub(super) fn command_id(step: &str) -> Uuid {
    Uuid::new_v5(&DEMO, step.as_bytes())
}

/// What is still to be done before the city is as the demo shows it.
pub struct Plan(Vec<Step>);

impl Plan {
    /// What is left to do in a city: everything where nobody has an account yet, the rest where an
    /// earlier seeding was broken off, nothing where it came to its end. `None` where the city has a
    /// history of its own, into which no demo belongs. What costs something needs the demo's own payer:
    /// at a gateway of the city's own nobody pays by themselves.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn of(ctx: &Context, payer: Option<&Payer>) -> Result<Option<Self>, Failure> {
        let now = ctx.clock.now();
        let mut steps: Vec<Step> =
            [people::steps(now), old_register::steps(now), licensing::steps(now), feedback::steps(now)].into_iter().flatten().collect();
        if let Some(payer) = payer {
            steps.extend(visitors::steps(now).into_iter().chain(permits::steps(now, payer)).chain(fleet::steps(now, payer)));
        }
        steps.sort_by_key(|step| step.at);
        let done = |step: Option<&Step>| {
            let id = step.map(|step| command_id(&step.name)).unwrap_or_default();
            ctx.store.knows(id)
        };
        if done(steps.last()).await? {
            return Ok(Some(Self(Vec::new())));
        }
        if !done(steps.first()).await? && has_accounts(ctx).await? {
            return Ok(None);
        }
        Ok(Some(Self(steps)))
    }

    /// How many steps there are.
    pub fn len(&self) -> u64 {
        self.0.len() as u64
    }

    /// Whether the city is as the demo shows it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Carries the steps out, each at its own time of the past, and tells how many are done. The log's
    /// clock is never moved back: in a city that has events already, they come after those.
    ///
    /// # Errors
    /// Where the service does not answer; repeated, it goes on.
    pub async fn carry_out(&self, ctx: &Context, progress: &(dyn Fn(u64) + Sync)) -> Result<(), Failure> {
        let head = history::at(ctx.pool(), ctx.store.head().await?).await?;
        let earliest = head.map_or(DateTime::<Utc>::MIN_UTC, |event| event.recorded_at);
        let clock = Arc::new(SetClock::at(earliest));
        let then = Context { clock: clock.clone(), limits: false, ..ctx.clone() };
        // What an earlier seeding left undone follows first: codes are needed for what comes.
        then.settle().await?;
        for (done, step) in (1..).zip(&self.0) {
            let yesterday = then.today();
            clock.set(step.at.max(earliest));
            if then.today() != yesterday {
                then.settle_what_is_due().await?;
            }
            let key = CommandKey { id: command_id(&step.name), request: Vec::new() };
            if !ctx.store.knows(key.id).await? {
                let done = step.deed.carry_out(&then, &key).await;
                done.inspect_err(|failure| tracing::error!(step = step.name, %failure, "the seeding stops here"))?;
            }
            progress(done);
        }
        then.settle_what_is_due().await
    }
}

async fn has_accounts(ctx: &Context) -> Result<bool, Failure> {
    let filter = Filter { event_type: Some("AccountOpened".to_owned()), ..Filter::default() };
    Ok(!history::page(ctx.pool(), &filter, Order::OldestFirst, 1).await?.is_empty())
}
