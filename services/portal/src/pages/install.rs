//! What makes the service an application on a phone's screen, and a licence readable without a network:
//! the manifest, the service worker, and the page that says that there is no network.

use crate::assets::{ASSETS, SCRIPT};
use crate::routes::{Access, Endpoint, get};
use crate::views::Page;
use crate::views::platform::Offline;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::page;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use i18n::{Locale, text};
use serde_json::{Value, json};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

/// Their addresses. The service worker's is at the root, since it is for every page.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/manifest.webmanifest", Access::Anyone, || web::to(manifest)),
        get("/service-worker.js", Access::Anyone, || web::to(service_worker)),
        get("/{lang}/offline", Access::Anyone, || web::to(offline)),
    ]
}

/// The bar's colour, as pages name it.
const BAND: &str = "#0a4a51";
const PAPER: &str = "#f8f6f0";

/// Persian, as the service is at first.
async fn manifest() -> HttpResponse {
    let icon = |name: &str, sizes: &str, kind: &str, purpose: &str| -> Value {
        json!({"src": format!("/assets/{name}"), "sizes": sizes, "type": kind, "purpose": purpose})
    };
    let manifest = json!({
        "id": "/",
        "name": text(Locale::Fa, "site-name"),
        "short_name": text(Locale::Fa, "brand"),
        "description": text(Locale::Fa, "home-title"),
        "lang": Locale::Fa.code(),
        "dir": Locale::Fa.dir(),
        "start_url": "/fa/my",
        "scope": "/",
        "display": "standalone",
        "theme_color": BAND,
        "background_color": PAPER,
        "icons": [
            icon("icon-192.png", "192x192", "image/png", "any"),
            icon("icon-512.png", "512x512", "image/png", "any"),
            icon("mark.svg", "any", "image/svg+xml", "any"),
            icon("icon-maskable-192.png", "192x192", "image/png", "maskable"),
            icon("icon-maskable-512.png", "512x512", "image/png", "maskable"),
        ],
    });
    HttpResponse::Ok().content_type("application/manifest+json").body(manifest.to_string())
}

/// The worker may do nothing but fetch what is ours.
const WORKER_CSP: &str = "default-src 'none'; connect-src 'self'";

/// The script under the version of what it keeps: a browser installs it anew when that changes.
static SERVICE_WORKER: LazyLock<String> = LazyLock::new(|| {
    let mut contents = DefaultHasher::new();
    ASSETS.iter().for_each(|asset| asset.body.hash(&mut contents));
    Locale::ALL.iter().for_each(|locale| stranger(*locale).render().unwrap_or_default().hash(&mut contents));
    include_str!("../assets/service-worker.js").replace("__VERSION__", &format!("{:x}", contents.finish()))
});

async fn service_worker() -> HttpResponse {
    HttpResponse::Ok()
        .content_type(SCRIPT)
        .insert_header((header::CONTENT_SECURITY_POLICY, WORKER_CSP))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(SERVICE_WORKER.as_str())
}

fn stranger(locale: Locale) -> Offline {
    Offline { page: Page { locale, path: "/offline".to_owned(), ..Page::default() } }
}

async fn offline(caller: Caller) -> Result<HttpResponse, WebError> {
    page(&Offline { page: caller.page() })
}
