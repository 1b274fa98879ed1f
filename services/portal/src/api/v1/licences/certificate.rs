use crate::pages::my::sheet;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::Waited;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use uuid::Uuid;

/// The certificate: a page that prints on one sheet of A4.
///
/// For its holder, and for officers and auditors, whose look is recorded in the log. A licence that is not
/// in force has none.
#[utoipa::path(get, path = "/api/v1/licences/{id}/certificate", tag = "licences", params(("id" = Uuid, Path)), responses((status = 200, body = String, content_type = "text/html")))]
pub(super) async fn certificate(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams, id: web::Path<Uuid>) -> Result<HttpResponse, WebError> {
    sheet(&portal.ctx, &caller, *id).await
}
