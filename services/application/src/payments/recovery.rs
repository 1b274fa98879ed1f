use super::sweep;
use crate::Context;
use event_store::lease::{self, Lead};
use event_store::patience::within;
use event_store::unending;
use std::time::Duration;
use tokio::task::JoinSet;
use uuid::Uuid;

/// Whoever holds it asks the gateways.
const LEASE: &str = "payments";
/// How often somebody looks whether a payment's time has come. The shortest that one is left alone is
/// two seconds.
const POLL: Duration = Duration::from_secs(2);
/// How long a leader leads without renewing: longer than a look, which asks a gateway for each payment
/// whose time has come.
const HOLD: Duration = Duration::from_secs(30);
/// How long one look may take; the database may be silent.
const STEP: Duration = Duration::from_secs(300);

/// Asks after payments that nobody came back for, for as long as the city is served. Of several
/// processes one asks; should two for a moment, each command's id follows from the payment and nothing
/// is doubled. Cheap to clone.
#[derive(Clone)]
pub struct Recovery {
    ctx: Context,
    holder: Uuid,
}

impl Recovery {
    /// Recovery over a city at work.
    pub fn new(ctx: Context) -> Self {
        Self { ctx, holder: Uuid::new_v4() }
    }

    /// Asks from here on. The task ends when the set is dropped.
    pub fn follow(&self) -> JoinSet<()> {
        let mut tasks = JoinSet::new();
        let recovery = self.clone();
        tasks.spawn(async move { unending(LEASE, || recovery.clone().ask()).await });
        tasks
    }

    async fn ask(self) {
        let mut lead = Lead::new(LEASE.to_owned(), self.holder, HOLD);
        loop {
            match lead.is_ours(self.ctx.pool()).await {
                Ok(true) => {
                    if let Err(error) = within(STEP, sweep(&self.ctx)).await {
                        tracing::error!(%error, "a payment is not asked after yet");
                    }
                }
                Ok(false) => {}
                Err(error) => tracing::warn!(%error, "the lead of payments could not be asked for"),
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Gives up the lead.
    pub async fn step_down(&self) {
        if let Err(error) = lease::give_back(self.ctx.pool(), LEASE, self.holder).await {
            tracing::warn!(%error, "the lead of payments expires by itself");
        }
    }
}
