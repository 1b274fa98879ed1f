//! What people owe.

mod pay;
mod show;

use crate::routes::{Access, Endpoint, get, post};
use actix_web::web;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(show::show, pay::pay))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/v1/invoices/{id}", Access::SignedIn, || web::to(show::show)),
        post("/api/v1/invoices/{id}/payments", Access::SignedIn, || web::to(pay::pay)),
    ]
}
