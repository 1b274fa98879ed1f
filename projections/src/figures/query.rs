//! Reading figures.

use super::{PaymentFigureRow, PermitFigureRow, RatingFigureRow};
use crate::ProjectionError;
use crate::model::fetch;
use sqlx::PgPool;

/// Permits by month, the first month first.
///
/// # Errors
/// Where the database does not answer.
pub async fn permits(pool: &PgPool) -> Result<Vec<PermitFigureRow>, ProjectionError> {
    fetch(pool, sqlx::query_scalar("/* figures::permits */ SELECT to_json(t)::text FROM figure_permits t ORDER BY month, subject")).await
}

/// Payments by month, the first month first.
///
/// # Errors
/// Where the database does not answer.
pub async fn payments(pool: &PgPool) -> Result<Vec<PaymentFigureRow>, ProjectionError> {
    fetch(pool, sqlx::query_scalar("/* figures::payments */ SELECT to_json(t)::text FROM figure_payments t ORDER BY month, purpose")).await
}

/// Ratings by month, the first month first.
///
/// # Errors
/// Where the database does not answer.
pub async fn ratings(pool: &PgPool) -> Result<Vec<RatingFigureRow>, ProjectionError> {
    fetch(pool, sqlx::query_scalar("/* figures::ratings */ SELECT to_json(t)::text FROM figure_ratings t ORDER BY month")).await
}
