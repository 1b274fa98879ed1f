//! Erasing a person's data: the key goes, and what it sealed can be read nowhere any more. The row
//! without a key stays, so that none is minted anew.

use crate::{EventStore, StoreError};
use uuid::Uuid;

/// The event that says that a subject's key is destroyed.
const ERASED: &str = "SubjectErased";

impl EventStore {
    /// Whether a subject has a key, or had one.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn knows_subject(&self, subject: Uuid) -> Result<bool, StoreError> {
        let sql = "/* erasure::knows_subject */ SELECT EXISTS (SELECT 1 FROM subject_keys WHERE subject = $1)";
        Ok(sqlx::query_scalar(sql).bind(subject).fetch_one(&self.inner.pool).await?)
    }

    /// Destroys a subject's key, for good. Doing it again does no harm.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn destroy_key(&self, subject: Uuid) -> Result<(), StoreError> {
        sqlx::query(
            "/* erasure::destroy_key */ INSERT INTO subject_keys (subject, version, wrapped) VALUES ($1, 1, NULL)
             ON CONFLICT (subject) DO UPDATE SET wrapped = NULL",
        )
        .bind(subject)
        .execute(&self.inner.pool)
        .await?;
        Ok(())
    }

    /// Destroys every key whose subject the log says is erased: keys that came back from an older copy
    /// than the log. Gives their number.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn erase_again(&self) -> Result<usize, StoreError> {
        let sql = "/* erasure::erase_again */ SELECT subject FROM subject_keys
                   WHERE wrapped IS NOT NULL AND subject IN (SELECT aggregate_id::uuid FROM events WHERE event_type = $1)";
        let back: Vec<Uuid> = sqlx::query_scalar(sql).bind(ERASED).fetch_all(&self.inner.pool).await?;
        for subject in &back {
            self.destroy_key(*subject).await?;
        }
        Ok(back.len())
    }
}
