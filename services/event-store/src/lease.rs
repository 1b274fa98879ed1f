//! Who leads what. A lease row with an expiry, not an advisory lock: those are per node and mean nothing
//! behind a pooler. A lead spares work that several would do at once; it guards nothing, for whoever is
//! held in the middle of it may go on when another leads. What guards is told in decision 0012. The row's
//! fencing number counts its leaders, for whoever looks.

use crate::StoreError;
use crate::lazily::LAZILY;
use crate::patience::fetch_all;
use sqlx::PgPool;
use std::time::Duration;
use tokio::time::Instant;
use uuid::Uuid;

/// Takes or renews the lead; false while another holds it. The clock is the database's, the one
/// clock that all who compete share. Should it step back, leads that were taken before reach further
/// into the future than anybody may hold them: those hold no longer. One hold beyond that is left, so
/// that a clock that is merely set right takes no lead from whoever has just renewed it.
///
/// # Errors
/// Where the database does not answer in time.
pub async fn lead(pool: &PgPool, name: &str, holder: Uuid, hold: Duration) -> Result<bool, StoreError> {
    let sql = format!(
        "/* lease::lead */ {LAZILY} INSERT INTO leases (name, holder, fencing, expires_at)
         SELECT $1, $2, 1, clock_timestamp() + make_interval(secs => $3) FROM lazily
         ON CONFLICT (name) DO UPDATE SET
             fencing = CASE WHEN leases.holder = $2 THEN leases.fencing ELSE leases.fencing + 1 END,
             holder = $2, expires_at = EXCLUDED.expires_at
         WHERE leases.holder = $2 OR leases.expires_at < clock_timestamp()
             OR leases.expires_at > clock_timestamp() + 2 * make_interval(secs => $3)
         RETURNING fencing",
    );
    let taken = fetch_all(pool, sqlx::query(&sql).bind(name).bind(holder).bind(hold.as_secs_f64())).await?;
    Ok(!taken.is_empty())
}

/// Gives the lead back, so that the next one need not wait for its expiry.
///
/// # Errors
/// Where the database does not answer.
pub async fn give_back(pool: &PgPool, name: &str, holder: Uuid) -> Result<(), StoreError> {
    sqlx::query("/* lease::give_back */ UPDATE leases SET expires_at = '-infinity' WHERE name = $1 AND holder = $2")
        .bind(name)
        .bind(holder)
        .execute(pool)
        .await?;
    Ok(())
}

/// A lead as its holder knows it: while it is fresh, nobody needs to be asked.
#[derive(Debug)]
pub struct Lead {
    name: String,
    holder: Uuid,
    hold: Duration,
    renewed: Option<Instant>,
}

impl Lead {
    /// A lead that is not taken yet.
    pub fn new(name: String, holder: Uuid, hold: Duration) -> Self {
        Self { name, holder, hold, renewed: None }
    }

    /// Whether we lead; takes or renews it where a third of the time has passed.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn is_ours(&mut self, pool: &PgPool) -> Result<bool, StoreError> {
        if self.renewed.is_some_and(|renewed| renewed.elapsed() < self.hold / 3) {
            return Ok(true);
        }
        let asked = Instant::now();
        let ours = lead(pool, &self.name, self.holder, self.hold).await?;
        self.renewed = ours.then_some(asked);
        Ok(ours)
    }
}
