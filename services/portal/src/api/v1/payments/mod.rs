//! What was tried to pay.

mod show;

use crate::routes::{Access, Endpoint, get};
use actix_web::web;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(show::show))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/api/v1/payments/{id}", Access::SignedIn, || web::to(show::show))]
}
