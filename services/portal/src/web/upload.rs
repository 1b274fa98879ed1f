//! A form with a file, `multipart/form-data`: read into memory, with a limit on every part.

use super::failure::WebError;
use super::form::Fields;
use actix_multipart::{Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use application::Failure;
use application::applications::FILE_LIMIT;
use futures::TryStreamExt;
use std::future::Future;
use std::pin::Pin;

/// The longest text of a field, in bytes.
const TEXT_LIMIT: usize = 8 * 1024;
/// The most parts of a form.
const PARTS: usize = 20;

/// What was sent: texts, and the bytes of the part named `file`.
pub struct Upload {
    /// The texts.
    pub fields: Fields,
    /// The file; empty where none was chosen.
    pub file: Vec<u8>,
}

impl FromRequest for Upload {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let parts = Multipart::from_request(request, payload);
        Box::pin(async move { read(parts.await.map_err(|_| malformed())?).await.map_err(WebError) })
    }
}

async fn read(mut parts: Multipart) -> Result<Upload, Failure> {
    let mut texts = Vec::new();
    let mut file = Vec::new();
    while let Some(mut part) = parts.try_next().await.map_err(|_| malformed())? {
        let name = part.name().unwrap_or_default().to_owned();
        let (limit, code) = if name == "file" { (FILE_LIMIT, "file-too-large") } else { (TEXT_LIMIT, "too-long") };
        if texts.len() >= PARTS {
            return Err(malformed());
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = part.try_next().await.map_err(|_: MultipartError| malformed())? {
            if bytes.len() + chunk.len() > limit {
                return Err(Failure::field(&format!("/{name}"), code));
            }
            bytes.extend_from_slice(&chunk);
        }
        if name == "file" {
            file = bytes;
        } else {
            texts.push((name, String::from_utf8(bytes).map_err(|_| malformed())?));
        }
    }
    Ok(Upload { fields: Fields::of(texts), file })
}

fn malformed() -> Failure {
    Failure::field("", "malformed")
}
