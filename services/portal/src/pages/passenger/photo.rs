//! The photo of the driver, for as long as the code shows one.

use super::CodePath;
use crate::routes::{Access, Endpoint, get};
use crate::web::failure::WebError;
use crate::web::reply::bytes;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::scan::photo;

/// Its addresses.
pub(super) fn endpoints() -> Vec<Endpoint> {
    ["/V/{code}/photo", "/v/{code}/photo"].into_iter().map(|path| get(path, Access::Anyone, || web::to(show))).collect()
}

async fn show(portal: web::Data<Portal>, path: web::Path<CodePath>) -> Result<HttpResponse, WebError> {
    Ok(bytes(photo(&portal.ctx, &path.code).await?))
}
