use super::shape::{Shift, current};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};

/// The shift that one works now.
#[utoipa::path(get, path = "/api/v1/me/shift", tag = "shifts", responses((status = 200, body = Shift)))]
pub(super) async fn show(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams) -> Result<HttpResponse, WebError> {
    Ok(json(&current(&portal.ctx, &caller.actor).await?))
}
