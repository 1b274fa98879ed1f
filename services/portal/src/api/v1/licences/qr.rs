use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::Waited;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::fleet_codes::sticker_words;
use application::licences;
use qr_templates::sticker_svg;
use uuid::Uuid;

/// The sticker with the car's code, ready to print.
///
/// For staff, and for a driver whose permit names the car and who is assigned to it.
#[utoipa::path(get, path = "/api/v1/licences/{id}/qr.svg", tag = "licences", params(("id" = Uuid, Path)), responses((status = 200, body = String, content_type = "image/svg+xml")))]
pub(super) async fn qr(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams, id: web::Path<Uuid>) -> Result<HttpResponse, WebError> {
    let sticker = licences::sticker_of(&portal.ctx, &caller.actor, *id).await?;
    Ok(HttpResponse::Ok().content_type("image/svg+xml").body(sticker_svg(&sticker, &sticker_words())))
}
