//! The API's own description. It is committed as `openapi.json`, which a test holds against what the
//! handlers say.

use super::{endpoints as api_endpoints, health, v1};
use crate::routes::{Access, Endpoint, get};
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

const COMMITTED: &str = include_str!("../../openapi.json");

#[derive(OpenApi)]
#[openapi(paths(serve))]
struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/api/v1/openapi.json", Access::Anyone, || web::to(serve))]
}

/// The description of this API.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "service", responses((status = 200, body = Object)))]
async fn serve(_: NoParams) -> Result<HttpResponse, WebError> {
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .body(COMMITTED))
}

/// An operation of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// `GET` or `POST`.
    pub method: String,
    /// Its path, with parameters in braces.
    pub path: String,
    /// What it does, in one English sentence.
    pub summary: String,
    /// Who may call it.
    pub access: Access,
}

/// Every operation that the committed document describes, by path.
pub fn operations() -> Vec<Operation> {
    // The document is part of the binary, and a test reads it.
    let document: Value = serde_json::from_str(COMMITTED).expect("openapi.json is JSON");
    let mut operations: Vec<Operation> = api_endpoints()
        .into_iter()
        .map(|endpoint| {
            let method = endpoint.method.as_str();
            let summary = &document["paths"][endpoint.path][method.to_lowercase()]["summary"];
            Operation {
                method: method.to_owned(),
                path: endpoint.path.to_owned(),
                summary: summary.as_str().unwrap_or_default().to_owned(),
                access: endpoint.access,
            }
        })
        .collect();
    operations.sort_by(|a, b| (&a.path, &a.method).cmp(&(&b.path, &b.method)));
    operations
}

/// The document as the handlers give it, with what all operations have in common.
pub fn document() -> Value {
    let mut whole = Doc::openapi();
    whole.merge(health::Doc::openapi());
    for noun in v1::documents() {
        whole.merge(noun);
    }
    // A document made of strings and maps is JSON.
    let mut document = serde_json::to_value(&whole).expect("a document is JSON");
    document["info"] = json!({
        "title": "Parvaneh",
        "version": "1",
        "description": "Taxi licensing. Times are RFC 3339 in UTC, days ISO with the Solar Hijri day beside them. \
            A write takes Idempotency-Key and answers with Parvaneh-Position; a read that is given Parvaneh-Position waits for it. \
            Failures are RFC 9457 problem documents in the language of Accept-Language.",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    });
    document["components"]["securitySchemes"] = json!({"bearer": {"type": "http", "scheme": "bearer"}});
    document["components"]["schemas"]["Problem"] = problem();
    for endpoint in api_endpoints() {
        let operation = &mut document["paths"][endpoint.path][endpoint.method.as_str().to_lowercase()];
        if let Some(operation) = operation.as_object_mut() {
            complete(operation, &endpoint);
        }
    }
    document
}

/// Writes that are refused without a key.
const KEY_NEEDED: &[&str] = &["/api/v1/invoices/{id}/payments", "/api/v1/scan/{code}/fares", "/api/v1/rewards/redemptions"];

fn complete(operation: &mut Map<String, Value>, endpoint: &Endpoint) {
    let reads = endpoint.method.is_safe();
    if endpoint.path.starts_with("/api/") {
        let parameter = if reads {
            json!({"name": "Parvaneh-Position", "in": "header", "required": false, "schema": {"type": "integer"},
                "description": "Wait until the answer shows this log position."})
        } else {
            json!({"name": "Idempotency-Key", "in": "header", "required": KEY_NEEDED.contains(&endpoint.path), "schema": {"type": "string", "maxLength": 255},
                "description": "The same key with the same body is done once; with another body it is refused."})
        };
        let parameters = operation.entry("parameters").or_insert_with(|| json!([]));
        parameters.as_array_mut().into_iter().for_each(|all| all.push(parameter.clone()));
        operation["responses"]["default"] = json!({"description": "What went wrong, and how to mend it",
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}});
    }
    if endpoint.access != Access::Anyone {
        operation.insert("security".to_owned(), json!([{"bearer": []}]));
    }
    let who = match endpoint.access {
        Access::Anyone => json!(["anyone"]),
        Access::SignedIn => json!(["signed-in"]),
        Access::Roles(roles) => roles.iter().map(|role| role.code()).collect(),
    };
    operation.insert("x-who".to_owned(), who);
}

fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "errors"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": ["string", "null"]},
            "errors": {"type": "array", "items": {
                "type": "object",
                "required": ["pointer", "code", "message"],
                "properties": {"pointer": {"type": "string"}, "code": {"type": "string"}, "message": {"type": "string"}},
            }},
        },
    })
}
