use crate::api::v1::money::Payment;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::payments;
use uuid::Uuid;

/// A payment of the caller's; finance and auditors see everybody's, and their look is recorded.
#[utoipa::path(get, path = "/api/v1/payments/{id}", tag = "payments", params(("id" = Uuid, Path)), responses((status = 200, body = Payment)))]
pub(super) async fn show(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams, id: web::Path<Uuid>) -> Result<HttpResponse, WebError> {
    Ok(json(&Payment::from(payments::view(&portal.ctx, &caller.actor, *id).await?)))
}
