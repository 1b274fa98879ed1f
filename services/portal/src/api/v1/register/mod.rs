//! The public register.

mod search;
mod show;

use crate::routes::{Access, Endpoint, get};
use actix_web::web;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(search::search, show::show))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/v1/register", Access::Anyone, || web::to(search::search)),
        get("/api/v1/register/{licence_id}", Access::Anyone, || web::to(show::show)),
    ]
}
