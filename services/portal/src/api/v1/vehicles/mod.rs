//! Vehicles.

mod license;
mod register;
mod reissue_code;
mod show;

use super::{OFFICERS, READERS};
use crate::routes::{Endpoint, get, post};
use actix_web::web;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(register::register, show::show, license::license, reissue_code::reissue_code))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/api/v1/vehicles", OFFICERS, || web::to(register::register)),
        get("/api/v1/vehicles/{id}", READERS, || web::to(show::show)),
        post("/api/v1/vehicles/{id}/licences", OFFICERS, || web::to(license::license)),
        post("/api/v1/vehicles/{id}/fleet-code", OFFICERS, || web::to(reissue_code::reissue_code)),
    ]
}
