//! The history, to auditors. That somebody looks is recorded before anything is shown.

mod export;
mod filter;
mod list;
mod show;
mod why;

use super::AUDITORS;
use crate::routes::{Endpoint, get};
use actix_web::web;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(list::list, show::show, why::why))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/v1/events", AUDITORS, || web::to(list::list)),
        get("/api/v1/events/{position}", AUDITORS, || web::to(show::show)),
        get("/api/v1/events/{position}/why", AUDITORS, || web::to(why::why)),
    ]
}
