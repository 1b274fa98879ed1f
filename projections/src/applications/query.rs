//! Reading persons and applications. What belongs to somebody is asked for with its owner.

use super::{AnswerRow, ApplicationRow, DocumentRow, PersonRow};
use crate::ProjectionError;
use crate::model::fetch;
use sqlx::PgPool;
use uuid::Uuid;

/// A person.
///
/// # Errors
/// Where the database does not answer.
pub async fn person(pool: &PgPool, person_id: Uuid) -> Result<Option<PersonRow>, ProjectionError> {
    let query =
        sqlx::query_scalar("/* applications::person */ SELECT to_json(t)::text FROM persons t WHERE person_id = $1").bind(person_id);
    Ok(fetch(pool, query).await?.pop())
}

/// The person behind an account.
///
/// # Errors
/// Where the database does not answer.
pub async fn person_of_account(pool: &PgPool, account_id: Uuid) -> Result<Option<PersonRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* applications::person_of_account */ SELECT to_json(t)::text FROM persons t WHERE account_id = $1")
        .bind(account_id);
    Ok(fetch(pool, query).await?.pop())
}

/// An application, whoever owns it: for staff.
///
/// # Errors
/// Where the database does not answer.
pub async fn application(pool: &PgPool, application_id: Uuid) -> Result<Option<ApplicationRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* applications::application */ SELECT to_json(t)::text FROM applications t WHERE application_id = $1")
        .bind(application_id);
    Ok(fetch(pool, query).await?.pop())
}

/// An application of its owner.
///
/// # Errors
/// Where the database does not answer.
pub async fn application_of(pool: &PgPool, account_id: Uuid, application_id: Uuid) -> Result<Option<ApplicationRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* applications::application_of */ SELECT to_json(t)::text FROM applications t WHERE account_id = $1 AND application_id = $2",
    )
    .bind(account_id)
    .bind(application_id);
    Ok(fetch(pool, query).await?.pop())
}

/// Everything that an account applied for, the newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn applications_of(pool: &PgPool, account_id: Uuid) -> Result<Vec<ApplicationRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* applications::applications_of */ SELECT to_json(t)::text FROM applications t
         WHERE account_id = $1 ORDER BY started_at DESC, application_id",
    )
    .bind(account_id);
    fetch(pool, query).await
}

/// What waits for an officer, the soonest due first.
///
/// # Errors
/// Where the database does not answer.
pub async fn under_review(pool: &PgPool, limit: i64) -> Result<Vec<ApplicationRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* applications::under_review */ SELECT to_json(t)::text FROM applications t
         WHERE stage = 'under_review' ORDER BY review_by, submitted_at, application_id LIMIT $1",
    )
    .bind(limit);
    fetch(pool, query).await
}

/// What was sent and is not over, but waits for the applicant.
///
/// # Errors
/// Where the database does not answer.
pub async fn with_applicants(pool: &PgPool, limit: i64) -> Result<Vec<ApplicationRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* applications::with_applicants */ SELECT to_json(t)::text FROM applications t
         WHERE stage IN ('information_requested', 'agreed', 'payment_due') ORDER BY submitted_at, application_id LIMIT $1",
    )
    .bind(limit);
    fetch(pool, query).await
}

/// The answers of an application.
///
/// # Errors
/// Where the database does not answer.
pub async fn answers(pool: &PgPool, application_id: Uuid) -> Result<Vec<AnswerRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* applications::answers */ SELECT to_json(t)::text FROM application_answers t WHERE application_id = $1")
        .bind(application_id);
    fetch(pool, query).await
}

/// Every document that was handed in with an application, the newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn documents(pool: &PgPool, application_id: Uuid) -> Result<Vec<DocumentRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* applications::documents */ SELECT to_json(t)::text FROM application_documents t
         WHERE application_id = $1 ORDER BY uploaded_at DESC, document_id",
    )
    .bind(application_id);
    fetch(pool, query).await
}

/// The renewal of a licence that is under way.
///
/// # Errors
/// Where the database does not answer.
pub async fn renewal_of(pool: &PgPool, licence_id: Uuid) -> Result<Option<ApplicationRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* applications::renewal_of */ SELECT to_json(t)::text FROM applications t
         WHERE licence_id = $1 AND kind = 'renewal' AND ended_at IS NULL ORDER BY started_at DESC LIMIT 1",
    )
    .bind(licence_id);
    Ok(fetch(pool, query).await?.pop())
}
