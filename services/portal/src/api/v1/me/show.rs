use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// An account, to its holder.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    account_id: Uuid,
    /// Absent until the person gives it.
    name: Option<String>,
    mobile: Option<String>,
    email: Option<String>,
    roles: Vec<&'static str>,
}

/// Who the token belongs to.
#[utoipa::path(get, path = "/api/v1/me", tag = "sign-in", responses((status = 200, body = Me)))]
pub(super) async fn show(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams) -> Result<HttpResponse, WebError> {
    let own = application::accounts::view(&portal.ctx, &caller.actor).await?;
    let roles = own.roles.iter().map(|role| role.code()).collect();
    Ok(json(&Me { account_id: own.account_id, name: own.name, mobile: own.mobile, email: own.email, roles }))
}
