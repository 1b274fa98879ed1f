//! Points for fares.

mod account;
mod redeem;

use crate::routes::{Access, Endpoint, get, post};
use actix_web::web;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(account::account, redeem::redeem))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/v1/rewards/account", Access::SignedIn, || web::to(account::account)),
        post("/api/v1/rewards/redemptions", Access::SignedIn, || web::to(redeem::redeem)),
    ]
}
