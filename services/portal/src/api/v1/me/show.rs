use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use actix_web::HttpResponse;
use application::{Actor, Failure};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// An account, to its holder.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    account_id: Uuid,
    name: String,
    roles: Vec<&'static str>,
}

/// Who the token belongs to.
#[utoipa::path(get, path = "/api/v1/me", tag = "sign-in", responses((status = 200, body = Me)))]
pub(super) async fn show(caller: Caller, _: Waited, _: NoParams) -> Result<HttpResponse, WebError> {
    let Actor::Account { id, roles, .. } = &caller.actor else { return Err(Failure::SignInNeeded.into()) };
    let roles = roles.iter().map(|role| role.code()).collect();
    Ok(json(&Me { account_id: *id, name: caller.name().to_owned(), roles }))
}
