//! Reading payments.

use super::PaymentRow;
use crate::ProjectionError;
use crate::model::fetch;
use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

/// One payment, whosever it is.
///
/// # Errors
/// Where the database does not answer.
pub async fn payment(pool: &PgPool, payment_id: Uuid) -> Result<Option<PaymentRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* payments::payment */ SELECT to_json(t)::text FROM payments t WHERE payment_id = $1").bind(payment_id);
    Ok(fetch(pool, query).await?.pop())
}

/// The attempts to pay an invoice, the newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_invoice(pool: &PgPool, invoice_id: Uuid) -> Result<Vec<PaymentRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* payments::of_invoice */ SELECT to_json(t)::text FROM payments t WHERE invoice_id = $1
         ORDER BY created_at DESC, payment_id",
    )
    .bind(invoice_id);
    fetch(pool, query).await
}

/// Payments of which more will be heard, those first that were silent longest; at most `limit` after
/// the first `skip`.
///
/// # Errors
/// Where the database does not answer.
pub async fn open(pool: &PgPool, skip: i64, limit: i64) -> Result<Vec<PaymentRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* payments::open */ SELECT to_json(t)::text FROM payments t
         WHERE state IN ('session_requested', 'started', 'callback_received', 'verifying', 'in_doubt', 'needs_review')
         ORDER BY news_at, payment_id OFFSET $1 LIMIT $2",
    )
    .bind(skip)
    .bind(limit);
    fetch(pool, query).await
}

/// Since when the payment has been unknown that has been so longest: its payer came back or the gateway
/// was asked, and nothing final was heard, or somebody has to look. `None` where there is none.
///
/// # Errors
/// Where the database does not answer.
pub async fn unknown_since(pool: &PgPool) -> Result<Option<DateTime<Utc>>, ProjectionError> {
    // What a process was at when it ended stays as it was: its last news are as old as the doubt.
    let sql = "/* payments::unknown_since */ SELECT min(coalesce(doubted_at, news_at)) FROM payments
               WHERE state IN ('callback_received', 'verifying', 'in_doubt', 'needs_review')";
    Ok(sqlx::query_scalar(sql).fetch_one(pool).await?)
}
