//! A new key for the wrapping of subjects' keys. The log stays as it is: what is sealed is sealed under
//! subjects' keys, and those only get another wrapping.

use crate::patience::UNHURRIED;
use crate::sealing::{key_aad, open_with, seal_with};
use crate::{EventStore, StoreError};
use sqlx::{Executor as _, PgConnection, Row as _};
use std::path::Path;
use uuid::Uuid;

/// Rows of one statement.
const CHUNK: usize = 1_000;

/// What a rotation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rotated {
    /// Whether it completed one that was interrupted, instead of making another key.
    pub resumed: bool,
    /// How many subjects' keys were wrapped anew.
    pub rewrapped: usize,
}

impl EventStore {
    /// Puts a new wrapping key into the key file that this store was opened with, and wraps every
    /// subject's key anew, all in one transaction. The key before it stays in the file until the next
    /// rotation: a server may have wrapped a key with it that is on its way. One that was interrupted
    /// is completed by the next call.
    ///
    /// # Errors
    /// [`StoreError::Keys`] where the file cannot be written, [`StoreError::Tampered`] where a key opens
    /// with neither; nothing is changed in the database then.
    pub async fn rotate(&self, key_file: &Path) -> Result<Rotated, StoreError> {
        let mut tx = self.inner.pool.begin().await?;
        tx.execute(UNHURRIED).await?;
        // One rotation at a time; its lock goes with the transaction.
        sqlx::query("/* rotation::rotate */ SELECT pg_advisory_xact_lock(hashtext('rotation of ' || current_schema()))").execute(&mut *tx).await?;
        let resumed = !self.outdated(&mut tx).await?.is_empty();
        if !resumed {
            self.inner.keys.replace_wrapping(key_file)?;
        }
        let outdated = self.outdated(&mut tx).await?;
        let mut wrapped = Vec::with_capacity(outdated.len());
        let current = self.inner.keys.wrapping();
        for (subject, version, old) in &outdated {
            let aad = key_aad(*subject, *version);
            let secret = self.inner.keys.formers().iter().find_map(|former| open_with(former, &aad, old));
            let secret = secret.ok_or(StoreError::Tampered(*subject))?;
            wrapped.push((*subject, seal_with(&current, &aad, &secret)));
        }
        for chunk in wrapped.chunks(CHUNK) {
            let (subjects, keys): (Vec<Uuid>, Vec<&[u8]>) = chunk.iter().map(|(subject, key)| (*subject, key.as_slice())).unzip();
            sqlx::query(
                "/* rotation::rotate */ UPDATE subject_keys SET wrapped = fresh.wrapped
                 FROM unnest($1::uuid[], $2::bytea[]) AS fresh (subject, wrapped) WHERE subject_keys.subject = fresh.subject",
            )
            .bind(subjects)
            .bind(keys)
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        Ok(Rotated { resumed, rewrapped: wrapped.len() })
    }

    /// The keys that do not open with the current wrapping key, locked: subject, version, wrapped.
    async fn outdated(&self, db: &mut PgConnection) -> Result<Vec<(Uuid, u32, Vec<u8>)>, StoreError> {
        let sql = "/* rotation::outdated */ SELECT subject, version, wrapped FROM subject_keys WHERE wrapped IS NOT NULL ORDER BY subject FOR UPDATE";
        let current = self.inner.keys.wrapping();
        let mut outdated = Vec::new();
        for row in sqlx::query(sql).fetch_all(db).await? {
            let key: (Uuid, u32, Vec<u8>) = (row.try_get(0)?, row.try_get::<i32, _>(1)?.unsigned_abs(), row.try_get(2)?);
            if open_with(&current, &key_aad(key.0, key.1), &key.2).is_none() {
                outdated.push(key);
            }
        }
        Ok(outdated)
    }
}
