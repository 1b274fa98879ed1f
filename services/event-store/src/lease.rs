//! Who leads what. A lease row with an expiry and a fencing number, not an advisory lock: those are
//! per node and mean nothing behind a pooler.

use crate::StoreError;
use crate::lazily::LAZILY;
use sqlx::{PgPool, Row};
use std::time::Duration;
use tokio::time::Instant;
use uuid::Uuid;

/// A lead that is held until it expires or is renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// Grows with every new leader.
    pub fencing: i64,
}

/// Takes or renews the lead; `None` while another holds it. The clock is the database's, the one
/// clock that all who compete share. Should it step back, leads that were taken before reach further
/// into the future than anybody may hold them: those hold no longer. One hold beyond that is left, so
/// that a clock that is merely set right takes no lead from whoever has just renewed it.
///
/// # Errors
/// Where the database does not answer.
pub async fn lead(pool: &PgPool, name: &str, holder: Uuid, hold: Duration) -> Result<Option<Lease>, StoreError> {
    let row = sqlx::query(&format!(
        "/* lease::lead */ {LAZILY} INSERT INTO leases (name, holder, fencing, expires_at)
         SELECT $1, $2, 1, clock_timestamp() + make_interval(secs => $3) FROM lazily
         ON CONFLICT (name) DO UPDATE SET
             fencing = CASE WHEN leases.holder = $2 THEN leases.fencing ELSE leases.fencing + 1 END,
             holder = $2, expires_at = EXCLUDED.expires_at
         WHERE leases.holder = $2 OR leases.expires_at < clock_timestamp()
             OR leases.expires_at > clock_timestamp() + 2 * make_interval(secs => $3)
         RETURNING fencing",
    ))
    .bind(name)
    .bind(holder)
    .bind(hold.as_secs_f64())
    .fetch_optional(pool)
    .await?;
    row.map(|row| Ok(Lease { fencing: row.try_get(0)? })).transpose()
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
        let ours = lead(pool, &self.name, self.holder, self.hold).await?.is_some();
        self.renewed = ours.then_some(asked);
        Ok(ours)
    }
}
