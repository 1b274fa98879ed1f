//! Drivers at work, and where their cars are.

mod consent;
mod end;
mod mds;
mod positions;
mod shape;
mod show;
mod start;

use crate::routes::{Access, Endpoint, get, post};
use actix_web::web;
use utoipa::OpenApi;

/// Whoever sees where cars are.
const WATCHERS: Access = Access::Roles(application::shifts::WATCHERS);

#[derive(OpenApi)]
#[openapi(paths(show::show, start::start, end::end, consent::consent, positions::positions, mds::status))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/v1/me/shift", Access::SignedIn, || web::to(show::show)),
        post("/api/v1/shifts", Access::SignedIn, || web::to(start::start)),
        post("/api/v1/shifts/{id}/end", Access::SignedIn, || web::to(end::end)),
        post("/api/v1/shifts/{id}/consent", Access::SignedIn, || web::to(consent::consent)),
        post("/api/v1/shifts/{id}/positions", Access::SignedIn, || web::to(positions::positions)),
        get("/api/v1/mds/vehicles/status", WATCHERS, || web::to(mds::status)),
    ]
}
