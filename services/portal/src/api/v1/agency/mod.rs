//! Agencies: their fleet, and who joins and leaves it.

mod answer;
mod offer;
mod show;

use crate::routes::{Access, Endpoint, get, post};
use crate::web::failure::WebError;
use actix_web::web;
use application::agencies::MANAGERS;
use application::{Context, Failure};
use chrono::{DateTime, Utc};
use projections::agencies::AffiliationRow;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};
use uuid::Uuid;

/// Whoever manages an agency.
const MANAGER: Access = Access::Roles(MANAGERS);

#[derive(OpenApi)]
#[openapi(paths(show::show, offer::offer, answer::mine, answer::answer))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/v1/agency", MANAGER, || web::to(show::show)),
        post("/api/v1/agency/affiliations", MANAGER, || web::to(offer::offer)),
        get("/api/v1/me/affiliations", Access::SignedIn, || web::to(answer::mine)),
        post("/api/v1/affiliations/{id}/answer", Access::SignedIn, || web::to(answer::answer)),
    ]
}

/// A vehicle or a driver in an agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct Affiliation {
    affiliation_id: Uuid,
    agency_id: Uuid,
    agency_name: String,
    /// The vehicle, where it is one.
    vehicle_id: Option<Uuid>,
    /// The driver's permit, where it is a driver.
    driver_licence_id: Option<Uuid>,
    /// `offered`, `joined`, `declined` or `ended`.
    state: &'static str,
    offered_at: DateTime<Utc>,
    joined_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
}

impl From<&AffiliationRow> for Affiliation {
    fn from(row: &AffiliationRow) -> Self {
        Self {
            affiliation_id: row.affiliation_id,
            agency_id: row.agency_id,
            agency_name: row.agency_name.clone(),
            vehicle_id: row.vehicle_id,
            driver_licence_id: row.licence_id,
            state: row.state.code(),
            offered_at: row.offered_at,
            joined_at: row.joined_at,
            ended_at: row.ended_at,
        }
    }
}

/// An affiliation as everyone concerned sees it once a write has reached this position.
async fn written(ctx: &Context, affiliation_id: Uuid, position: i64) -> Result<Affiliation, WebError> {
    ctx.shown(position).await?;
    let row = projections::agencies::query::affiliation(ctx.pool(), affiliation_id).await?.ok_or(Failure::NotFound)?;
    Ok((&row).into())
}
