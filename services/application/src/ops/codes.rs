//! One-time codes by the HMAC of their address. A row is made for an unknown address too, so that
//! nothing tells the two apart.

use chrono::{DateTime, Utc};
use sqlx::{PgPool, Row};
use uuid::Uuid;

/// What became of a code that somebody typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tried {
    /// It was right, and is used up, but for the same command.
    Right,
    /// It was wrong, expired, or there is none.
    Wrong,
    /// It was wrong once too often, just now.
    NowLocked,
    /// No code is taken for this address until then.
    Locked(DateTime<Utc>),
}

/// Keeps a new code. A lock that is in force stays.
pub(crate) async fn keep(pool: &PgPool, address: &[u8], code: &[u8], expires_at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query(
        "/* codes::keep */ INSERT INTO one_time_codes (address_hmac, code_hmac, attempts, expires_at) VALUES ($1, $2, 0, $3)
         ON CONFLICT (address_hmac) DO UPDATE SET code_hmac = $2, attempts = 0, expires_at = $3, used_by = NULL",
    )
    .bind(address)
    .bind(code)
    .bind(expires_at)
    .execute(pool)
    .await?;
    Ok(())
}

/// Tries a code for a command; the row's lock makes concurrent guesses count one by one. What a
/// command used up is right for it again, so that a form that is sent twice, or once more after no
/// answer came, is not refused for its own deed.
pub(crate) async fn attempt(
    pool: &PgPool,
    address: &[u8],
    code: &[u8],
    command_id: Uuid,
    attempts: i32,
    now: DateTime<Utc>,
    lock_until: DateTime<Utc>,
) -> Result<Tried, sqlx::Error> {
    let mut tx = pool.begin().await?;
    let row = sqlx::query(
        "/* codes::attempt */ SELECT code_hmac, attempts, expires_at, locked_until, used_by FROM one_time_codes WHERE address_hmac = $1 FOR UPDATE",
    )
    .bind(address)
    .fetch_optional(&mut *tx)
    .await?;
    let Some(row) = row else { return Ok(Tried::Wrong) };
    let is_same = row.try_get::<Vec<u8>, _>(0)? == code;
    if let Some(used_by) = row.try_get::<Option<Uuid>, _>(4)? {
        return Ok(if is_same && used_by == command_id { Tried::Right } else { Tried::Wrong });
    }
    let locked: Option<DateTime<Utc>> = row.try_get(3)?;
    if let Some(until) = locked.filter(|until| *until > now) {
        return Ok(Tried::Locked(until));
    }
    let right = is_same && row.try_get::<DateTime<Utc>, _>(2)? > now;
    let used = row.try_get::<i32, _>(1)? + 1;
    let tried = if right {
        sqlx::query("/* codes::attempt */ UPDATE one_time_codes SET used_by = $2 WHERE address_hmac = $1")
            .bind(address)
            .bind(command_id)
            .execute(&mut *tx)
            .await?;
        Tried::Right
    } else {
        let lock = (used >= attempts).then_some(lock_until);
        sqlx::query("/* codes::attempt */ UPDATE one_time_codes SET attempts = $2, locked_until = $3 WHERE address_hmac = $1")
            .bind(address)
            .bind(if lock.is_some() { 0 } else { used })
            .bind(lock)
            .execute(&mut *tx)
            .await?;
        if lock.is_some() { Tried::NowLocked } else { Tried::Wrong }
    };
    tx.commit().await?;
    Ok(tried)
}
