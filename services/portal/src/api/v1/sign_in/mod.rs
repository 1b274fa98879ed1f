//! Signing in by a one-time code.

mod ask;
mod confirm;

use crate::routes::{Access, Endpoint, post};
use actix_web::web;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(ask::ask, confirm::confirm))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/api/v1/sign-in", Access::Anyone, || web::to(ask::ask)),
        post("/api/v1/sign-in/confirm", Access::Anyone, || web::to(confirm::confirm)),
    ]
}
