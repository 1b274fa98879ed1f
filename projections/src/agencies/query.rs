//! Reading agencies. What belongs to somebody is asked for with its owner.

use super::{AffiliationRow, AgencyRow};
use crate::ProjectionError;
use crate::model::fetch;
use sqlx::PgPool;
use uuid::Uuid;

/// The agency that an account manages; the newest where it manages several.
///
/// # Errors
/// Where the database does not answer.
pub async fn managed_by(pool: &PgPool, account_id: Uuid) -> Result<Option<AgencyRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* agencies::managed_by */ SELECT to_json(t)::text FROM agencies t
         WHERE account_id = $1 ORDER BY registered_at DESC, agency_id LIMIT 1",
    )
    .bind(account_id);
    Ok(fetch(pool, query).await?.pop())
}

/// What an agency offers and who belongs to it, the oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_agency(pool: &PgPool, agency_id: Uuid) -> Result<Vec<AffiliationRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* agencies::of_agency */ SELECT to_json(t)::text FROM affiliations t
         WHERE agency_id = $1 AND ended_at IS NULL ORDER BY offered_at, affiliation_id",
    )
    .bind(agency_id);
    fetch(pool, query).await
}

/// What a vehicle is offered and where it belongs, the oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_vehicle(pool: &PgPool, vehicle_id: Uuid) -> Result<Vec<AffiliationRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* agencies::of_vehicle */ SELECT to_json(t)::text FROM affiliations t
         WHERE vehicle_id = $1 AND ended_at IS NULL ORDER BY offered_at, affiliation_id",
    )
    .bind(vehicle_id);
    fetch(pool, query).await
}

/// What a driver is offered and where the driver belongs, the oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_person(pool: &PgPool, person_id: Uuid) -> Result<Vec<AffiliationRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* agencies::of_person */ SELECT to_json(t)::text FROM affiliations t
         WHERE person_id = $1 AND ended_at IS NULL ORDER BY offered_at, affiliation_id",
    )
    .bind(person_id);
    fetch(pool, query).await
}

/// Whether a driver belongs to the agency that an account manages.
///
/// # Errors
/// Where the database does not answer.
pub async fn manages(pool: &PgPool, account_id: Uuid, person_id: Uuid) -> Result<bool, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* agencies::manages */ SELECT EXISTS (SELECT 1 FROM affiliations f JOIN agencies a USING (agency_id)
         WHERE a.account_id = $1 AND f.person_id = $2 AND f.state = 'joined')",
    )
    .bind(account_id)
    .bind(person_id);
    Ok(query.fetch_one(pool).await?)
}

/// An affiliation.
///
/// # Errors
/// Where the database does not answer.
pub async fn affiliation(pool: &PgPool, affiliation_id: Uuid) -> Result<Option<AffiliationRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* agencies::affiliation */ SELECT to_json(t)::text FROM affiliations t WHERE affiliation_id = $1")
        .bind(affiliation_id);
    Ok(fetch(pool, query).await?.pop())
}
