//! Which driver drives which car.

mod assign;
mod end;
mod show;

use super::{OFFICERS, READERS};
use crate::routes::{Endpoint, get, post};
use crate::web::failure::WebError;
use actix_web::web;
use application::{Context, Failure};
use chrono::{DateTime, Utc};
use projections::assignments::AssignmentRow;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};
use uuid::Uuid;

#[derive(OpenApi)]
#[openapi(paths(assign::assign, show::show, end::end))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/api/v1/vehicles/{id}/assignments", OFFICERS, || web::to(assign::assign)),
        get("/api/v1/assignments/{id}", READERS, || web::to(show::show)),
        post("/api/v1/assignments/{id}/end", OFFICERS, || web::to(end::end)),
    ]
}

/// A driver in a car.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assignment {
    assignment_id: Uuid,
    vehicle_id: Uuid,
    /// The driver's permit.
    driver_licence_id: Uuid,
    /// A shift of the policy.
    shift: String,
    assigned_at: DateTime<Utc>,
    /// Left out while it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<DateTime<Utc>>,
}

impl From<AssignmentRow> for Assignment {
    fn from(row: AssignmentRow) -> Self {
        Self {
            assignment_id: row.assignment_id,
            vehicle_id: row.vehicle_id,
            driver_licence_id: row.licence_id,
            shift: row.shift,
            assigned_at: row.assigned_at,
            ended_at: row.ended_at,
        }
    }
}

/// An assignment as everyone sees it once a write has reached this position.
async fn written(ctx: &Context, assignment_id: Uuid, position: i64) -> Result<Assignment, WebError> {
    ctx.shown(position).await?;
    let row = projections::assignments::query::by_id(ctx.pool(), assignment_id).await?.ok_or(Failure::NotFound)?;
    Ok(row.into())
}
