//! Fares, for whoever paid them.

mod show;

use crate::routes::{Access, Endpoint, get};
use actix_web::web;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(show::show))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/api/v1/fares/{receipt}", Access::Anyone, || web::to(show::show))]
}
