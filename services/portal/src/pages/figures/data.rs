//! Open data: files that are sent while they are read, and the catalogue that describes them.

use crate::routes::{Access, Endpoint, get};
use crate::web::failure::WebError;
use crate::web::server::Portal;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use application::Failure;
use application::figures::{DATASETS, RegisterPages, table};
use futures::stream;
use i18n::Locale;
use serde_json::{Value, json};

/// Whoever asks again within the hour is answered on the way.
const KEPT: &str = "public, max-age=3600";

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/data/catalog.jsonld", Access::Anyone, || web::to(catalogue)),
        get("/data/register.csv", Access::Anyone, || web::to(register)),
        get("/data/fleet.csv", Access::Anyone, || web::to(small)),
        get("/data/permits.csv", Access::Anyone, || web::to(small)),
        get("/data/payments.csv", Access::Anyone, || web::to(small)),
        get("/data/ratings.csv", Access::Anyone, || web::to(small)),
    ]
}

fn name_of(request: &HttpRequest) -> &str {
    request.path().trim_start_matches("/data/").trim_end_matches(".csv")
}

fn csv(name: &str) -> actix_web::HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response.content_type("text/csv; charset=utf-8");
    response.insert_header((CACHE_CONTROL, KEPT));
    response.insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")));
    response
}

async fn small(portal: web::Data<Portal>, request: HttpRequest) -> Result<HttpResponse, WebError> {
    let name = name_of(&request);
    Ok(csv(name).body(table(&portal.ctx, name).await?))
}

async fn register(portal: web::Data<Portal>) -> Result<HttpResponse, WebError> {
    let pages = stream::try_unfold(RegisterPages::new(&portal.ctx), |mut pages| async move {
        let next = pages.next().await.map_err(WebError)?;
        Ok::<_, WebError>(next.map(|rows| (Bytes::from(rows), pages)))
    });
    Ok(csv("register").streaming(Box::pin(pages)))
}

/// A DCAT catalogue: the files, what is in them and how often they change.
async fn catalogue(portal: web::Data<Portal>) -> Result<HttpResponse, WebError> {
    let home = &portal.ctx.public_url;
    let both = |key: &str| json!([{"@language": "fa", "@value": i18n::text(Locale::Fa, key)}, {"@language": "en", "@value": i18n::text(Locale::En, key)}]);
    let datasets: Vec<Value> = DATASETS
        .iter()
        .map(|dataset| {
            let address = format!("{home}/data/{}.csv", dataset.name);
            json!({
                "@id": format!("{home}/data/{}", dataset.name),
                "@type": "dcat:Dataset",
                "dct:identifier": dataset.name,
                "dct:title": both(&format!("figures-name-{}", dataset.name)),
                "dct:description": both(&format!("figures-file-{}", dataset.name)),
                "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/CONT"},
                "dcat:keyword": dataset.columns,
                "dcat:landingPage": {"@id": format!("{home}/fa/figures")},
                "dcat:distribution": [{
                    "@type": "dcat:Distribution",
                    "dcat:downloadURL": {"@id": address},
                    "dcat:mediaType": {"@id": "https://www.iana.org/assignments/media-types/text/csv"},
                    "dct:format": "CSV",
                }],
            })
        })
        .collect();
    let catalogue = json!({
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/"},
        "@id": format!("{home}/data/catalog.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": both("figures-title"),
        "dct:description": both("figures-open-data-lead"),
        "dct:language": ["fa", "en"],
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": both("organisation")},
        "foaf:homepage": {"@id": home.to_string()},
        "dcat:dataset": datasets,
    });
    let text = serde_json::to_string_pretty(&catalogue).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(HttpResponse::Ok().content_type("application/ld+json").insert_header((CACHE_CONTROL, KEPT)).body(text))
}
