//! Complaints: followed by passengers, answered by officers, told by drivers.

mod answer;
mod ask_driver;
mod case;
mod follow;
mod hear_driver;
mod put_to_me;
mod resolve;
mod shape;
mod worklist;

use super::OFFICERS;
use crate::routes::{Access, Endpoint, get, post};
use actix_web::web;
use utoipa::OpenApi;

/// Whoever looks at complaints.
const READERS: Access = Access::Roles(application::complaints::READERS);

#[derive(OpenApi)]
#[openapi(paths(
    follow::follow,
    worklist::worklist,
    case::case,
    answer::answer,
    ask_driver::ask_driver,
    resolve::resolve,
    put_to_me::put_to_me,
    hear_driver::hear_driver
))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/v1/complaints/{tracking_code}", Access::Anyone, || web::to(follow::follow)),
        get("/api/v1/complaints", READERS, || web::to(worklist::worklist)),
        get("/api/v1/complaints/{id}/case", READERS, || web::to(case::case)),
        post("/api/v1/complaints/{id}/answers", OFFICERS, || web::to(answer::answer)),
        post("/api/v1/complaints/{id}/driver-questions", OFFICERS, || web::to(ask_driver::ask_driver)),
        post("/api/v1/complaints/{id}/resolution", OFFICERS, || web::to(resolve::resolve)),
        get("/api/v1/me/complaints", Access::SignedIn, || web::to(put_to_me::put_to_me)),
        post("/api/v1/complaints/{id}/driver-answer", Access::SignedIn, || web::to(hear_driver::hear_driver)),
    ]
}
