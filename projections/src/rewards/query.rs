//! Reading points.

use super::{GiftRow, MovementRow, RewardAccountRow, VoucherRow};
use crate::ProjectionError;
use crate::model::fetch;
use sqlx::PgPool;
use uuid::Uuid;

/// An account's points.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_account(pool: &PgPool, account_id: Uuid) -> Result<Option<RewardAccountRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* rewards::of_account */ SELECT to_json(t)::text FROM reward_accounts t WHERE account_id = $1");
    Ok(fetch(pool, query.bind(account_id)).await?.pop())
}

/// How somebody's points came and went, the latest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn movements(pool: &PgPool, reward_account_id: Uuid, limit: i64) -> Result<Vec<MovementRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* rewards::movements */ SELECT to_json(t)::text FROM reward_movements t WHERE reward_account_id = $1
         ORDER BY position DESC LIMIT $2",
    )
    .bind(reward_account_id)
    .bind(limit);
    fetch(pool, query).await
}

/// An account's vouchers that were not taken off any invoice, the oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn unused_vouchers(pool: &PgPool, account_id: Uuid) -> Result<Vec<VoucherRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* rewards::unused_vouchers */ SELECT to_json(t)::text FROM reward_vouchers t WHERE account_id = $1 AND invoice_id IS NULL
         ORDER BY position",
    )
    .bind(account_id);
    fetch(pool, query).await
}

/// A gift.
///
/// # Errors
/// Where the database does not answer.
pub async fn gift(pool: &PgPool, redemption_id: Uuid) -> Result<Option<GiftRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* rewards::gift */ SELECT to_json(t)::text FROM reward_gifts t WHERE redemption_id = $1");
    Ok(fetch(pool, query.bind(redemption_id)).await?.pop())
}

/// An account's gifts that wait to be handed over, the oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn waiting_gifts_of(pool: &PgPool, account_id: Uuid) -> Result<Vec<GiftRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* rewards::waiting_gifts_of */ SELECT to_json(t)::text FROM reward_gifts t WHERE account_id = $1 AND handed_over_at IS NULL
         ORDER BY position",
    )
    .bind(account_id);
    fetch(pool, query).await
}

/// Everybody's gifts that wait to be handed over, the oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn waiting_gifts(pool: &PgPool, limit: i64) -> Result<Vec<GiftRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* rewards::waiting_gifts */ SELECT to_json(t)::text FROM reward_gifts t WHERE handed_over_at IS NULL ORDER BY position LIMIT $1",
    )
    .bind(limit);
    fetch(pool, query).await
}

/// The gifts of a hand-over code, those that wait first.
///
/// # Errors
/// Where the database does not answer.
pub async fn gifts_by_code(pool: &PgPool, hand_over_code: &str) -> Result<Vec<GiftRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* rewards::gifts_by_code */ SELECT to_json(t)::text FROM reward_gifts t WHERE hand_over_code = $1
         ORDER BY handed_over_at DESC NULLS FIRST, position",
    )
    .bind(hand_over_code);
    fetch(pool, query).await
}
