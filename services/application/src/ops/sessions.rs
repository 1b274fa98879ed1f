//! Who is signed in. Only hashes of secrets are kept.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use rand::RngCore;
use rand::rngs::OsRng;
use sha2::{Digest, Sha256};
use sqlx::{PgPool, Row};
use uuid::Uuid;

/// A session or bearer token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id, as the log knows it.
    pub session_id: Uuid,
    /// Whose it is.
    pub account_id: Uuid,
    /// What forms of this session carry.
    pub csrf: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// A secret of 256 bits for a cookie or a header.
pub fn new_secret() -> String {
    let mut bytes = [0; 32];
    OsRng.fill_bytes(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// Opens a session, at the log position that tells of it.
pub(crate) async fn open(pool: &PgPool, secret: &str, session: &Session, position: i64, bearer: bool) -> Result<(), sqlx::Error> {
    sqlx::query(
        "/* sessions::open */ INSERT INTO sessions (secret_sha256, session_id, account_id, csrf, bearer, expires_at, position)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
    )
    .bind(digest(secret))
    .bind(session.session_id)
    .bind(session.account_id)
    .bind(&session.csrf)
    .bind(bearer)
    .bind(session.expires_at)
    .bind(position)
    .execute(pool)
    .await?;
    Ok(())
}

/// The session of a secret, where it has not ended. A cookie is no bearer token, nor the reverse.
pub(crate) async fn find(pool: &PgPool, secret: &str, bearer: bool, now: DateTime<Utc>) -> Result<Option<Session>, sqlx::Error> {
    let row = sqlx::query(
        "/* sessions::find */ SELECT session_id, account_id, csrf, expires_at FROM sessions
         WHERE secret_sha256 = $1 AND bearer = $2 AND expires_at > $3",
    )
    .bind(digest(secret))
    .bind(bearer)
    .bind(now)
    .fetch_optional(pool)
    .await?;
    row.map(|row| {
        Ok(Session { session_id: row.try_get(0)?, account_id: row.try_get(1)?, csrf: row.try_get(2)?, expires_at: row.try_get(3)? })
    })
    .transpose()
}

/// Ends the sessions of an account that were opened before a log position.
pub(crate) async fn close_before(pool: &PgPool, account_id: Uuid, position: i64) -> Result<(), sqlx::Error> {
    sqlx::query("/* sessions::close_before */ DELETE FROM sessions WHERE account_id = $1 AND position < $2")
        .bind(account_id)
        .bind(position)
        .execute(pool)
        .await?;
    Ok(())
}

/// Ends every session of an account.
pub(crate) async fn close_all_of(pool: &PgPool, account_id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("/* sessions::close_all_of */ DELETE FROM sessions WHERE account_id = $1").bind(account_id).execute(pool).await?;
    Ok(())
}

/// Ends a session.
pub(crate) async fn close(pool: &PgPool, session_id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("/* sessions::close */ DELETE FROM sessions WHERE session_id = $1").bind(session_id).execute(pool).await?;
    Ok(())
}
