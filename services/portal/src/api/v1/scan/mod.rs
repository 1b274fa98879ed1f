//! What the code in the car opens.

mod answer_poll;
mod complain;
mod look;
mod pay;
mod rate;

use crate::routes::{Access, Endpoint, get, post};
use actix_web::web;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(look::look, rate::rate, complain::complain, pay::pay, answer_poll::answer_poll))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/v1/scan/{code}", Access::Anyone, || web::to(look::look)),
        post("/api/v1/scan/{code}/ratings", Access::Anyone, || web::to(rate::rate)),
        post("/api/v1/scan/{code}/poll-answers", Access::Anyone, || web::to(answer_poll::answer_poll)),
        post("/api/v1/scan/{code}/complaints", Access::Anyone, || web::to(complain::complain)),
        post("/api/v1/scan/{code}/fares", Access::Anyone, || web::to(pay::pay)),
    ]
}
