use crate::assets::ASSETS;
use crate::routes::{Access, Endpoint, get};
use crate::web::failure::WebError;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use application::Failure;

/// Static files.
pub fn endpoints() -> Vec<Endpoint> {
    vec![get("/assets/{name}", Access::Anyone, || web::to(serve))]
}

async fn serve(name: web::Path<String>) -> Result<HttpResponse, WebError> {
    let asset = ASSETS.iter().find(|asset| asset.name == name.as_str()).ok_or(Failure::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type(asset.content_type)
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(asset.body))
}
