//! The city's secrets: read from their file, or made at the first start.

use crate::fault::Fault;
use event_store::{Keys, lookup};
use sqlx::PgPool;
use std::path::Path;

/// Reads the key file. It is made where it is missing and the log is empty; where the log holds
/// events, other keys would open nothing of it.
///
/// # Errors
/// Where the file is damaged, readable by others, or missing beside a log that needs it.
pub async fn open(path: &Path, pool: &PgPool) -> Result<Keys, Fault> {
    if path.exists() {
        return Ok(Keys::read(path)?);
    }
    let head = lookup::head(pool).await?;
    if head > 0 {
        return Err(Fault::Environment(format!(
            "the key file {} is missing, and the log holds {head} events sealed with it: restore it from its backup, or name it \
             with --keys (PARVANEH_KEYS)",
            path.display()
        )));
    }
    let keys = Keys::generate();
    match keys.write_new(path) {
        Ok(()) => {
            tracing::info!(file = %path.display(), "made the key file; back it up apart from the data");
            // Read, so that it knows its file.
            Ok(Keys::read(path)?)
        }
        // Another process was first: its keys count.
        Err(_) if path.exists() => Ok(Keys::read(path)?),
        Err(error) => Err(error.into()),
    }
}
