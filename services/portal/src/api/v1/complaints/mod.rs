//! Complaints.

mod follow;

use crate::routes::{Access, Endpoint, get};
use actix_web::web;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(follow::follow))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/api/v1/complaints/{tracking_code}", Access::Anyone, || web::to(follow::follow))]
}
