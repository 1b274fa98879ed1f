//! Reading invoices.

use super::InvoiceRow;
use crate::ProjectionError;
use crate::model::fetch;
use sqlx::PgPool;
use uuid::Uuid;

/// One invoice, whosever it is.
///
/// # Errors
/// Where the database does not answer.
pub async fn invoice(pool: &PgPool, invoice_id: Uuid) -> Result<Option<InvoiceRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* invoices::invoice */ SELECT to_json(t)::text FROM invoices t WHERE invoice_id = $1").bind(invoice_id);
    Ok(fetch(pool, query).await?.pop())
}

/// An account's invoices, the newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_account(pool: &PgPool, account_id: Uuid, limit: i64) -> Result<Vec<InvoiceRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* invoices::of_account */ SELECT to_json(t)::text FROM invoices t WHERE account_id = $1
         ORDER BY issued_at DESC, invoice_id LIMIT $2",
    )
    .bind(account_id)
    .bind(limit);
    fetch(pool, query).await
}

/// The invoices of an application, the newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_application(pool: &PgPool, application_id: Uuid) -> Result<Vec<InvoiceRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* invoices::of_application */ SELECT to_json(t)::text FROM invoices t WHERE application_id = $1
         ORDER BY issued_at DESC, invoice_id",
    )
    .bind(application_id);
    fetch(pool, query).await
}
