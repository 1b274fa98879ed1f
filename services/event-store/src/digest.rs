//! All that a log says, in one line.

use crate::StoreError;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sqlx::{PgConnection, Row as _};

/// Events of one read.
const BATCH: i64 = 2_000;

/// Where a log ends, and a digest over every column of every event up to there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogDigest {
    /// The last position; 0 where nothing happened.
    pub position: i64,
    /// SHA-256, hex.
    pub sha256: String,
}

/// Digests the log that comes first on the connection's search path. Other appends do no harm where
/// the connection's transaction sees one moment.
///
/// # Errors
/// Where the database does not answer.
pub async fn digest(db: &mut PgConnection) -> Result<LogDigest, StoreError> {
    let mut sha256 = Sha256::new();
    let mut position = 0;
    loop {
        // The row as text: every column, those of later migrations included.
        let rows = sqlx::query("/* digest::digest */ SELECT position, e::text FROM events e WHERE position > $1 ORDER BY position LIMIT $2")
            .bind(position)
            .bind(BATCH)
            .fetch_all(&mut *db)
            .await?;
        let Some(last) = rows.last() else { break };
        position = last.try_get(0)?;
        for row in &rows {
            let text: &str = row.try_get(1)?;
            sha256.update((text.len() as u64).to_be_bytes());
            sha256.update(text);
        }
    }
    Ok(LogDigest { position, sha256: hex(&sha256.finalize()) })
}

/// Bytes as small hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
