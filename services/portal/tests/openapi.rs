//! The API's description is committed, complete, and what the handlers say.

use portal::{api, routes};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");

#[test]
fn the_committed_document_is_what_the_handlers_say() {
    let mut made = serde_json::to_string_pretty(&api::document()).expect("JSON");
    made.push('\n');
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(Path::new(COMMITTED), &made).expect("writable");
    }
    let committed = std::fs::read_to_string(COMMITTED).expect("readable");
    assert!(committed == made, "openapi.json differs: see what changed with BLESS=1 cargo test -p portal, then git diff");
}

#[test]
fn every_route_of_the_api_stands_in_the_document_and_nothing_else() {
    let document = api::document();
    let described: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .expect("paths")
        .iter()
        .flat_map(|(path, methods)| methods.as_object().expect("methods").keys().map(|method| (method.to_uppercase(), path.clone())))
        .collect();
    let served: BTreeSet<(String, String)> = routes::all()
        .iter()
        .filter(|endpoint| endpoint.path.starts_with("/api/v1/") || endpoint.path.ends_with("yz") || endpoint.path == "/livez")
        .map(|endpoint| (endpoint.method.to_string(), endpoint.path.to_owned()))
        .collect();
    assert_eq!(described, served);
}

#[test]
fn every_operation_says_what_it_does_and_every_body_has_an_example() {
    let document = api::document();
    for operation in api::operations() {
        let described = &document["paths"][&operation.path][operation.method.to_lowercase()];
        let summary = described["summary"].as_str().unwrap_or_default();
        assert!(summary.ends_with('.') && !summary.contains('\n'), "{} {}: {summary:?}", operation.method, operation.path);
        let Some(schema) = described["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str() else { continue };
        let schema = document.pointer(schema.trim_start_matches('#')).expect("the schema is there");
        assert!(schema["example"].is_object(), "{} has no example", operation.path);
        assert_eq!(schema["additionalProperties"], Value::Bool(false), "{} takes unknown fields", operation.path);
    }
}
