use super::{Deadline, Due, all, command_id, lease_name};
use crate::{Context, Failure, shifts};
use chrono::Days;
use event_store::patience::{PATIENCE, within};
use event_store::{history, lease, lookup, reactor, unending};
use futures::future::join_all;
use projections::deadlines::{DeadlineRow, query};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use uuid::Uuid;

/// Actions that are under way at once; the lead is renewed before each such batch.
const BATCH: usize = 64;
/// Rows that are looked at in one query.
const PAGE: i64 = 512;
/// How often somebody looks whether something is due.
const POLL: Duration = Duration::from_secs(1);
/// How long one batch may take; the database may be silent.
const STEP: Duration = Duration::from_secs(120);
/// How often old positions are swept.
const SWEEP: Duration = Duration::from_secs(600);
/// How long a leader leads without renewing. After a kill the next leader waits so long.
const HOLD: Duration = Duration::from_secs(5);

/// Turns what is due into commands. Cheap to clone.
#[derive(Clone)]
pub struct Scheduler {
    ctx: Context,
    deadlines: Arc<Vec<Box<dyn Deadline>>>,
    holder: Uuid,
}

/// What came of looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looked {
    /// Nothing is due.
    Idle,
    /// Something is due, and another process deals with it.
    Led,
    /// Something was done.
    Acted,
}

impl Scheduler {
    /// The scheduler over a city at work.
    pub fn new(ctx: Context) -> Self {
        Self { ctx, deadlines: Arc::new(all()), holder: Uuid::new_v4() }
    }

    /// Watches every deadline, each in a task of its own, so that a slow one holds up no other, and one
    /// that panics is begun again. The tasks end when the set is dropped.
    pub fn follow(&self) -> JoinSet<()> {
        let mut tasks = JoinSet::new();
        for index in 0..self.deadlines.len() {
            let scheduler = self.clone();
            tasks.spawn(async move {
                let name = lease_name(scheduler.deadlines[index].kind());
                unending(&name, || scheduler.clone().follow_one(index)).await;
            });
        }
        let scheduler = self.clone();
        tasks.spawn(async move { unending("old positions", || scheduler.clone().follow_positions()).await });
        tasks
    }

    /// Forgets where cars were, once it is old. It is no event, so nothing sets a deadline for it.
    async fn follow_positions(self) {
        loop {
            if let Err(error) = within(STEP, shifts::sweep(&self.ctx)).await {
                tracing::error!(%error, "old positions wait");
            }
            tokio::time::sleep(SWEEP).await;
        }
    }

    async fn follow_one(self, index: usize) {
        let kind = self.deadlines[index].kind();
        // Perhaps this process can do what another could not. What is refused again is parked again.
        if let Err(error) = within(PATIENCE, reactor::unpark_all(self.ctx.pool(), &lease_name(kind))).await {
            tracing::warn!(deadline = kind.code(), %error, "what is due and parked is not tried again");
        }
        loop {
            match within(STEP, self.advance(index)).await {
                Ok(Looked::Acted) => continue,
                Ok(Looked::Idle | Looked::Led) => {}
                Err(error) => tracing::error!(deadline = kind.code(), %error, "a deadline waits"),
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Gives up every lead.
    pub async fn step_down(&self) {
        for deadline in self.deadlines.iter() {
            if let Err(error) = lease::give_back(self.ctx.pool(), &lease_name(deadline.kind()), self.holder).await {
                tracing::warn!(deadline = deadline.kind().code(), %error, "a lead expires by itself");
            }
        }
    }

    /// Does everything that is due now, or sees another process do it. True where anything was done
    /// here. The read models must be at the head of the log.
    ///
    /// # Errors
    /// Where an action fails for another reason than a refusal.
    pub async fn catch_up(&self) -> Result<bool, Failure> {
        let mut acted = false;
        for index in 0..self.deadlines.len() {
            loop {
                match self.advance(index).await? {
                    Looked::Idle => break,
                    Looked::Acted => acted = true,
                    Looked::Led => tokio::time::sleep(POLL).await,
                }
            }
        }
        shifts::sweep(&self.ctx).await?;
        // Whoever did nothing took no lead, or one that soon expires.
        if acted {
            self.step_down().await;
        }
        Ok(acted)
    }

    /// Tries again everything that is due and was parked; what is refused again is parked again.
    ///
    /// # Errors
    /// As [`Self::catch_up`].
    pub async fn retry_parked(&self) -> Result<(), Failure> {
        for deadline in self.deadlines.iter() {
            reactor::unpark_all(self.ctx.pool(), &lease_name(deadline.kind())).await?;
        }
        self.catch_up().await.map(drop)
    }

    async fn advance(&self, index: usize) -> Result<Looked, Failure> {
        let deadline = self.deadlines[index].as_ref();
        if self.due(deadline).await?.is_empty() {
            return Ok(Looked::Idle);
        }
        if !lease::lead(self.ctx.pool(), &lease_name(deadline.kind()), self.holder, HOLD).await? {
            return Ok(Looked::Led);
        }
        // Looked up again: whoever led before may have done it in between.
        let due = self.due(deadline).await?;
        let done = join_all(due.iter().map(|(row, window)| self.act(deadline, row, *window))).await;
        done.into_iter().collect::<Result<Vec<()>, _>>()?;
        Ok(if due.is_empty() { Looked::Idle } else { Looked::Acted })
    }

    /// The next rows that are due, neither done nor parked. The read model may lag behind the log;
    /// what was done stands in the log.
    async fn due(&self, deadline: &dyn Deadline) -> Result<Vec<(DeadlineRow, u16)>, Failure> {
        let (pool, kind, today, policy) = (self.ctx.pool(), deadline.kind(), self.ctx.today(), self.ctx.policy_now());
        let last = today + Days::new(deadline.ahead(policy).into());
        let mut found = Vec::new();
        for page in 0.. {
            let rows = query::due(pool, kind, last, page * PAGE, PAGE).await?;
            if rows.is_empty() {
                break;
            }
            let rows: Vec<_> = rows.into_iter().filter_map(|row| deadline.window(policy, &row, today).map(|window| (row, window))).collect();
            let ids: Vec<_> = rows.iter().map(|(row, window)| command_id(row, *window)).collect();
            let done: HashSet<Uuid> = lookup::done(pool, &ids).await?.into_iter().collect();
            let parked: HashSet<i64> = reactor::parked_of(pool, &lease_name(kind)).await?.into_iter().collect();
            let fresh = rows.into_iter().zip(ids).filter(|((row, _), id)| !done.contains(id) && !parked.contains(&row.position));
            found.extend(fresh.map(|(row, _)| row).take(BATCH - found.len()));
            if found.len() == BATCH {
                break;
            }
        }
        Ok(found)
    }

    async fn act(&self, deadline: &dyn Deadline, row: &DeadlineRow, window: u16) -> Result<(), Failure> {
        let (pool, position) = (self.ctx.pool(), row.position);
        let cause = history::at(pool, position).await?;
        let cause = cause.ok_or_else(|| Failure::Internal(format!("a deadline of the event at {position}, which is not there")))?;
        match deadline.act(&self.ctx, &Due { row: row.clone(), window, cause }).await {
            Ok(()) => Ok(()),
            Err(refusal @ (Failure::Refused { .. } | Failure::Taken(_) | Failure::Invalid(_))) => {
                // The row may be behind: what it asked for was done otherwise, or has become moot.
                self.ctx.shown(self.ctx.store.head().await?).await?;
                if query::of(pool, row.subject_id, row.kind).await?.as_ref() != Some(row) {
                    return Ok(());
                }
                tracing::warn!(deadline = row.kind.code(), position, %refusal, "what is due was refused and is parked");
                Ok(reactor::park(pool, &lease_name(row.kind), position, &refusal.to_string()).await?)
            }
            Err(other) => Err(other),
        }
    }
}
