//! Applications for permits.

mod answer;
mod decide;
mod document;
mod judge;
mod list;
mod request_information;
mod shape;
mod show;
mod start;
mod submit;
mod upload;
mod withdraw;
mod worklist;

pub(super) use shape::Application;
pub(super) use start::begun;

use super::OFFICERS;
use crate::routes::{Access, Endpoint, get, patch, post};
use actix_web::web;
use domain::identity::account::Role;
use utoipa::OpenApi;

/// Whoever reads the worklist.
const READERS: Access = Access::Roles(&[Role::Officer, Role::Auditor]);

#[derive(OpenApi)]
#[openapi(paths(
    list::list,
    start::start,
    show::show,
    answer::answer,
    upload::upload,
    document::document,
    submit::submit,
    withdraw::withdraw,
    worklist::worklist,
    judge::judge,
    request_information::request_information,
    decide::decide
))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/v1/applications", Access::SignedIn, || web::to(list::list)),
        post("/api/v1/applications", Access::SignedIn, || web::to(start::start)),
        get("/api/v1/applications/{id}", Access::SignedIn, || web::to(show::show)),
        patch("/api/v1/applications/{id}", Access::SignedIn, || web::to(answer::answer)),
        post("/api/v1/applications/{id}/documents", Access::SignedIn, || web::to(upload::upload)),
        get("/api/v1/applications/{id}/documents/{document_id}", Access::SignedIn, || web::to(document::document)),
        post("/api/v1/applications/{id}/submission", Access::SignedIn, || web::to(submit::submit)),
        post("/api/v1/applications/{id}/withdrawal", Access::SignedIn, || web::to(withdraw::withdraw)),
        get("/api/v1/worklist", READERS, || web::to(worklist::worklist)),
        post("/api/v1/applications/{id}/documents/{document_id}/judgement", OFFICERS, || web::to(judge::judge)),
        post("/api/v1/applications/{id}/information-requests", OFFICERS, || web::to(request_information::request_information)),
        post("/api/v1/applications/{id}/decision", OFFICERS, || web::to(decide::decide)),
    ]
}
