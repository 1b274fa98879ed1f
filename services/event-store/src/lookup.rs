//! Numbers of a year, who holds a unique value, and which commands are done.

use crate::{EventStore, StoreError};

impl EventStore {
    /// The next number of a counter, from 1. Its own transaction: what fails afterwards leaves a gap,
    /// which is allowed.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn next_number(&self, counter: &str) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar(
            "/* lookup::next_number */ INSERT INTO counters (name, value) VALUES ($1, 1)
             ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value",
        )
        .bind(counter)
        .fetch_one(&self.inner.pool)
        .await?)
    }

    /// The aggregate that holds a unique value, where one does.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn holder(&self, scope: &str, value: &str) -> Result<Option<uuid::Uuid>, StoreError> {
        let id: Option<String> = sqlx::query_scalar(
            "/* lookup::holder */ SELECT aggregate_id FROM claims WHERE scope = $1 AND value = $2",
        )
        .bind(scope)
        .bind(self.inner.keys.blind(scope, value))
        .fetch_optional(&self.inner.pool)
        .await?;
        Ok(id.and_then(|id| uuid::Uuid::parse_str(&id).ok()))
    }

    /// Whether a command was carried out under this id.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn knows(&self, command_id: uuid::Uuid) -> Result<bool, StoreError> {
        Ok(sqlx::query_scalar("/* lookup::knows */ SELECT EXISTS (SELECT 1 FROM commands WHERE command_id = $1)")
            .bind(command_id)
            .fetch_one(&self.inner.pool)
            .await?)
    }
}

/// The last position of a log, for who has no keys to open it with.
///
/// # Errors
/// Where the database does not answer.
pub async fn head(pool: &sqlx::PgPool) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar("/* lookup::head */ SELECT position FROM log_head").fetch_one(pool).await?)
}

/// Which of these commands are done.
///
/// # Errors
/// Where the database does not answer.
pub async fn done(pool: &sqlx::PgPool, command_ids: &[uuid::Uuid]) -> Result<Vec<uuid::Uuid>, StoreError> {
    let query = sqlx::query_scalar("/* lookup::done */ SELECT command_id FROM commands WHERE command_id = ANY($1)").bind(command_ids);
    Ok(query.fetch_all(pool).await?)
}
