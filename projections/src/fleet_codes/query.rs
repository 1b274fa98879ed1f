//! Reading codes.

use super::{FleetCodeRow, FleetTokenRow};
use crate::ProjectionError;
use crate::model::fetch;
use sqlx::PgPool;
use uuid::Uuid;

/// What a token stands for: the code, and whether this token's generation is still good.
///
/// # Errors
/// Where the database does not answer.
pub async fn by_token(pool: &PgPool, token_sha256: &str) -> Result<Option<(FleetCodeRow, bool)>, ProjectionError> {
    let query = sqlx::query_scalar("/* fleet_codes::by_token */ SELECT to_json(t)::text FROM fleet_tokens t WHERE token_sha256 = $1")
        .bind(token_sha256);
    let Some(token) = fetch::<FleetTokenRow>(pool, query).await?.pop() else { return Ok(None) };
    let query = sqlx::query_scalar("/* fleet_codes::by_token */ SELECT to_json(t)::text FROM fleet_codes t WHERE code_id = $1").bind(token.code_id);
    Ok(fetch::<FleetCodeRow>(pool, query).await?.pop().map(|code| {
        let good = code.generation == token.generation;
        (code, good)
    }))
}

/// The codes of vehicles.
///
/// # Errors
/// Where the database does not answer.
pub async fn of_vehicles(pool: &PgPool, vehicles: &[Uuid]) -> Result<Vec<FleetCodeRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* fleet_codes::of_vehicles */ SELECT to_json(t)::text FROM fleet_codes t WHERE vehicle_id = ANY($1)")
        .bind(vehicles);
    fetch(pool, query).await
}
