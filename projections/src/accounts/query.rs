//! Reading accounts.

use super::AccountRow;
use crate::ProjectionError;
use crate::model::fetch;
use sqlx::PgPool;
use uuid::Uuid;

/// One account.
///
/// # Errors
/// Where the database does not answer.
pub async fn by_id(pool: &PgPool, account_id: Uuid) -> Result<Option<AccountRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* accounts::by_id */ SELECT to_json(t)::text FROM accounts t WHERE account_id = $1").bind(account_id);
    Ok(fetch(pool, query).await?.pop())
}

/// All accounts that hold a role, by the day they were opened.
///
/// # Errors
/// Where the database does not answer.
pub async fn staff(pool: &PgPool) -> Result<Vec<AccountRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* accounts::staff */ SELECT to_json(t)::text FROM accounts t WHERE cardinality(roles) > 0 ORDER BY opened_at, account_id",
    );
    fetch(pool, query).await
}
