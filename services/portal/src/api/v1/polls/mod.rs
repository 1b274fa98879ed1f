//! Questions to passengers.

mod close;
mod list;
mod open;
mod shape;
mod show;

use crate::routes::{Access, Endpoint, get, post};
use actix_web::web;
use utoipa::OpenApi;

/// Whoever asks in the city's name.
const ASKERS: Access = Access::Roles(application::polls::ASKERS);

#[derive(OpenApi)]
#[openapi(paths(list::list, show::show, open::open, close::close))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/v1/polls", Access::Anyone, || web::to(list::list)),
        get("/api/v1/polls/{id}", Access::Anyone, || web::to(show::show)),
        post("/api/v1/polls", ASKERS, || web::to(open::open)),
        post("/api/v1/polls/{id}/closing", ASKERS, || web::to(close::close)),
    ]
}
