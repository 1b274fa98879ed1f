//! Technical inspections of vehicles.

mod record;
mod schedule;
mod show;

use super::READERS;
use crate::routes::{Access, Endpoint, get, post};
use crate::web::failure::WebError;
use actix_web::web;
use application::inspections::{INSPECTORS, SCHEDULERS};
use application::{Context, Failure};
use chrono::NaiveDate;
use projections::inspections::InspectionRow;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};
use uuid::Uuid;

#[derive(OpenApi)]
#[openapi(paths(schedule::schedule, show::list, show::show, record::record))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/v1/vehicles/{id}/inspections", READERS, || web::to(show::list)),
        post("/api/v1/vehicles/{id}/inspections", Access::Roles(SCHEDULERS), || web::to(schedule::schedule)),
        get("/api/v1/inspections/{id}", READERS, || web::to(show::show)),
        post("/api/v1/inspections/{id}/result", Access::Roles(INSPECTORS), || web::to(record::record)),
    ]
}

/// An inspection.
#[derive(Debug, Serialize, ToSchema)]
pub struct Inspection {
    inspection_id: Uuid,
    vehicle_id: Uuid,
    /// `scheduled`, `passed`, `failed` or `no_show`.
    result: &'static str,
    /// The day of the appointment, then of the inspection.
    on: NaiveDate,
    on_jalali: String,
    /// What is wrong with the vehicle, by the policy's codes.
    defects: Vec<String>,
    /// The register that it came from.
    source: Option<String>,
    /// That register's kind and result, in its own words.
    source_kind: Option<String>,
    source_result: Option<String>,
    position: i64,
}

impl From<&InspectionRow> for Inspection {
    fn from(row: &InspectionRow) -> Self {
        Self {
            inspection_id: row.inspection_id,
            vehicle_id: row.vehicle_id,
            result: row.result.code(),
            on: row.on_day,
            on_jalali: i18n::jalali_iso(row.on_day),
            defects: row.defects.clone(),
            source: row.source.clone(),
            source_kind: row.source_kind.clone(),
            source_result: row.source_result.clone(),
            position: row.position,
        }
    }
}

/// An inspection as everyone sees it once a write has reached this position.
async fn written(ctx: &Context, inspection_id: Uuid, position: i64) -> Result<Inspection, WebError> {
    ctx.shown(position).await?;
    let row = projections::inspections::query::inspection(ctx.pool(), inspection_id).await?.ok_or(Failure::NotFound)?;
    Ok((&row).into())
}
