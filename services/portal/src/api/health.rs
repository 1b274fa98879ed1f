//! Whether the service lives, and whether it should get requests.

use crate::routes::{Access, Endpoint, get};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::{Context, Failure, reactors};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

/// How many events a read model may be behind the log before requests should go elsewhere.
const LAG: i64 = 10_000;

#[derive(OpenApi)]
#[openapi(paths(live, ready))]
pub(super) struct Doc;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/livez", Access::Anyone, || web::to(live)), get("/readyz", Access::Anyone, || web::to(ready))]
}

/// How the service is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Health {
    /// `ok`, or what is missing.
    status: &'static str,
    /// The log's last position.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<i64>,
    /// How many events the slowest read model is behind.
    #[serde(skip_serializing_if = "Option::is_none")]
    lag: Option<i64>,
    /// Read models that stand still, each before an event that it cannot fold. The others go on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    halted: Vec<Halted>,
    /// Follow-ups that wait for something to pass, each before the first event that it has not dealt with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waiting: Vec<Waiting>,
}

/// A read model that stands still.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Halted {
    /// Its name.
    model: &'static str,
    /// The event that it cannot fold.
    position: i64,
}

/// A follow-up that waits.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Waiting {
    /// Its name.
    reactor: &'static str,
    /// The event that it has not dealt with.
    position: i64,
}

impl Health {
    fn bare(status: &'static str) -> Self {
        Self { status, position: None, lag: None, halted: Vec::new(), waiting: Vec::new() }
    }
}

/// The process answers.
#[utoipa::path(get, path = "/livez", tag = "service", responses((status = 200, body = Health)))]
async fn live() -> HttpResponse {
    HttpResponse::Ok().json(Health::bare("ok"))
}

/// Commands are carried out, the tables are this version's, and the read models are near the log's head.
///
/// A model that stands still, or a follow-up that waits, is named, and is no reason to send requests
/// elsewhere: no other process could do what it cannot.
#[utoipa::path(get, path = "/readyz", tag = "service", responses((status = 200, body = Health), (status = 503, body = Health)))]
async fn ready(portal: web::Data<Portal>) -> HttpResponse {
    let health = match portal.ctx.store.is_open() {
        true => look(&portal.ctx).await.unwrap_or(Health::bare("no-database")),
        false => Health::bare("log-closed"),
    };
    match health.status {
        "ok" | "halted" | "waiting" => HttpResponse::Ok().json(health),
        _ => HttpResponse::ServiceUnavailable().insert_header(("retry-after", "1")).json(health),
    }
}

async fn look(ctx: &Context) -> Result<Health, Failure> {
    let head = ctx.store.head().await?;
    let checkpoints = ctx.projections.checkpoints().await?;
    let halts = ctx.projections.halts_at(&checkpoints).await?;
    let mut lag = 0;
    let waiting = reactors::waiting(ctx.pool()).await?;
    let mut status = match (halts.is_empty(), waiting.is_empty()) {
        (true, true) => "ok",
        (true, false) => "waiting",
        (false, _) => "halted",
    };
    for model in ctx.projections.models().iter().filter(|model| halts.iter().all(|halt| halt.model != model.name())) {
        match checkpoints.iter().find(|known| known.model == model.name() && known.version == model.version()) {
            Some(known) => lag = lag.max(head - known.position),
            None => status = "not-migrated",
        }
    }
    if status != "not-migrated" && lag > LAG {
        status = "behind";
    }
    let halted = halts.into_iter().map(|halt| Halted { model: halt.model, position: halt.position }).collect();
    let waiting = waiting.into_iter().map(|waits| Waiting { reactor: waits.reactor, position: waits.position }).collect();
    Ok(Health { status, position: Some(head), lag: Some(lag), halted, waiting })
}
