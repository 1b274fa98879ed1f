//! Licences.

mod certificate;
mod lift;
mod qr;
mod renew;
mod replace;
mod revoke;
mod show;
mod suspend;

use super::shape::Licence;
use super::OFFICERS;
use crate::routes::{Access, Endpoint, get, post};
use crate::web::failure::WebError;
use crate::web::reply::done;
use actix_web::{HttpResponse, web};
use application::{Context, Failure};
use utoipa::OpenApi;
use uuid::Uuid;

#[derive(OpenApi)]
#[openapi(paths(show::show, certificate::certificate, qr::qr, renew::renew, replace::replace, suspend::suspend, lift::lift, revoke::revoke))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/v1/licences/{id}", Access::SignedIn, || web::to(show::show)),
        get("/api/v1/licences/{id}/certificate", Access::SignedIn, || web::to(certificate::certificate)),
        get("/api/v1/licences/{id}/qr.svg", Access::SignedIn, || web::to(qr::qr)),
        post("/api/v1/licences/{id}/renewals", Access::SignedIn, || web::to(renew::renew)),
        post("/api/v1/licences/{id}/replacements", Access::SignedIn, || web::to(replace::replace)),
        post("/api/v1/licences/{id}/suspensions", OFFICERS, || web::to(suspend::suspend)),
        post("/api/v1/licences/{id}/suspensions/lift", OFFICERS, || web::to(lift::lift)),
        post("/api/v1/licences/{id}/revocation", OFFICERS, || web::to(revoke::revoke)),
    ]
}

/// The licence after a decision on it, as everyone sees it from now on.
async fn decided(ctx: &Context, licence_id: Uuid, position: i64) -> Result<HttpResponse, WebError> {
    ctx.shown(position).await?;
    let licence = projections::register::query::licence(ctx.pool(), licence_id).await?.ok_or(Failure::NotFound)?;
    Ok(done(position, &Licence::new(&licence, licence.on(ctx.today()))))
}
