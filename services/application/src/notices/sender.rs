use super::carry::{carry, outcome_id};
use crate::{Context, Failure};
use event_store::patience::within;
use event_store::{lease, lookup, unending};
use futures::future::join_all;
use projections::notices::{NoticeRow, query};
use std::collections::HashSet;
use std::convert::Infallible;
use std::time::Duration;
use tokio::task::JoinSet;
use uuid::Uuid;

/// What the lead is called.
const LEASE: &str = "notices";
/// Notices that are under way at once.
const BATCH: usize = 16;
/// Rows that are looked at in one query.
const PAGE: i64 = 128;
/// How often somebody looks whether something is to be sent.
const POLL: Duration = Duration::from_secs(1);
/// How long a leader leads without renewing; it renews while it sends. After a kill the next leader
/// waits so long.
const HOLD: Duration = Duration::from_secs(5);
/// How long one batch may take; the database may be silent.
const STEP: Duration = Duration::from_secs(120);

/// Sends what is to be sent. Cheap to clone.
#[derive(Clone)]
pub struct Sender {
    ctx: Context,
    holder: Uuid,
}

/// What came of looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looked {
    /// Nothing is to be sent.
    Idle,
    /// Something is, and another process sends it.
    Led,
    /// Something was sent or tried.
    Acted,
}

impl Sender {
    /// The sender over a city at work.
    pub fn new(ctx: Context) -> Self {
        Self { ctx, holder: Uuid::new_v4() }
    }

    /// Sends whatever comes up, and begins again where that panics. The task ends when the set is dropped.
    pub fn follow(&self) -> JoinSet<()> {
        let mut tasks = JoinSet::new();
        let sender = self.clone();
        tasks.spawn(async move { unending(LEASE, || sender.clone().go_on()).await });
        tasks
    }

    async fn go_on(self) {
        loop {
            match within(STEP, self.advance()).await {
                Ok(Looked::Acted) => continue,
                Ok(Looked::Idle | Looked::Led) => {}
                Err(error) => tracing::error!(%error, "notices wait"),
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Gives the lead up.
    pub async fn step_down(&self) {
        if let Err(error) = lease::give_back(self.ctx.pool(), LEASE, self.holder).await {
            tracing::warn!(%error, "the lead of notices expires by itself");
        }
    }

    /// Sends everything that is to be sent now, or sees another process do it. True where anything was
    /// sent or tried here. The read models must be at the head of the log.
    ///
    /// # Errors
    /// Where the log or the database does not answer. A provider that does not is no failure.
    pub async fn catch_up(&self) -> Result<bool, Failure> {
        let mut acted = false;
        loop {
            match self.advance().await? {
                Looked::Idle => break,
                Looked::Acted => acted = true,
                Looked::Led => tokio::time::sleep(POLL).await,
            }
        }
        // Whoever did nothing took no lead, or one that soon expires.
        if acted {
            self.step_down().await;
        }
        Ok(acted)
    }

    async fn advance(&self) -> Result<Looked, Failure> {
        if self.due().await?.is_empty() {
            return Ok(Looked::Idle);
        }
        if !lease::lead(self.ctx.pool(), LEASE, self.holder, HOLD).await? {
            return Ok(Looked::Led);
        }
        // Looked up again: whoever led before may have sent it in between.
        let due = self.due().await?;
        tokio::select! {
            done = join_all(due.iter().map(|row| carry(&self.ctx, row, self.may_send(row)))) => { done.into_iter().collect::<Result<Vec<()>, _>>()?; }
            never = self.keep_the_lead() => match never {},
        }
        Ok(if due.is_empty() { Looked::Idle } else { Looked::Acted })
    }

    /// Renews the lead for as long as something is under way. Where it is lost, nothing is broken off:
    /// what is on its way to the provider cannot be called back, and that it went must be written down.
    async fn keep_the_lead(&self) -> Infallible {
        loop {
            tokio::time::sleep(HOLD / 3).await;
            if let Err(error) = lease::lead(self.ctx.pool(), LEASE, self.holder, HOLD).await {
                tracing::warn!(%error, "the lead of notices could not be renewed");
            }
        }
    }

    /// Whether we lead and nobody has sent a notice meanwhile. The lead comes first: from then on nobody
    /// else begins to send, and what others have sent before stands in the log.
    async fn may_send(&self, row: &NoticeRow) -> Result<bool, Failure> {
        let leads = lease::lead(self.ctx.pool(), LEASE, self.holder, HOLD).await?;
        Ok(leads && lookup::done(self.ctx.pool(), &[outcome_id(row)]).await?.is_empty())
    }

    /// The next notices to be sent. The read model may lag behind the log; what was tried stands in
    /// the log.
    async fn due(&self) -> Result<Vec<NoticeRow>, Failure> {
        let (pool, now) = (self.ctx.pool(), self.ctx.clock.now());
        let mut found = Vec::new();
        for page in 0.. {
            let rows = query::due(pool, now, page * PAGE, PAGE).await?;
            if rows.is_empty() {
                break;
            }
            let ids: Vec<_> = rows.iter().map(outcome_id).collect();
            let done: HashSet<Uuid> = lookup::done(pool, &ids).await?.into_iter().collect();
            let fresh = rows.into_iter().zip(ids).filter(|(_, id)| !done.contains(id)).map(|(row, _)| row);
            found.extend(fresh.take(BATCH - found.len()));
            if found.len() == BATCH {
                break;
            }
        }
        Ok(found)
    }
}
