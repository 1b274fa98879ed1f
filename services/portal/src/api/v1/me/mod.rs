//! Who is signed in.

mod ask_email;
mod confirm_email;
mod person;
mod show;
mod sign_out;

use crate::routes::{Access, Endpoint, get, post};
use actix_web::web;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(show::show, person::show, person::register, ask_email::ask_email, confirm_email::confirm_email, sign_out::sign_out))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/v1/me", Access::SignedIn, || web::to(show::show)),
        get("/api/v1/me/person", Access::SignedIn, || web::to(person::show)),
        post("/api/v1/me/person", Access::SignedIn, || web::to(person::register)),
        post("/api/v1/me/email", Access::SignedIn, || web::to(ask_email::ask_email)),
        post("/api/v1/me/email/confirm", Access::SignedIn, || web::to(confirm_email::confirm_email)),
        post("/api/v1/sign-out", Access::SignedIn, || web::to(sign_out::sign_out)),
    ]
}
