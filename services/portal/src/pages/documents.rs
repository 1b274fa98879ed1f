//! The bytes of documents, for whom they belong to and for officers.

use crate::routes::{Access, Endpoint, get};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::bytes;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications::document;
use serde::Deserialize;
use uuid::Uuid;

/// Their addresses.
pub fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/applications/{id}/documents/{document_id}", Access::SignedIn, || web::to(show))]
}

/// The ids in an address.
#[derive(Debug, Deserialize)]
struct DocumentPath {
    id: Uuid,
    document_id: Uuid,
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<DocumentPath>) -> Result<HttpResponse, WebError> {
    Ok(bytes(document(&portal.ctx, &caller.actor, path.id, path.document_id).await?))
}
