use super::export::export;
use super::filter::Query;
use crate::web::audit;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Params;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::http::header::ACCEPT;
use actix_web::{HttpRequest, HttpResponse, web};
use application::audit::record_history_view;
use auditor::{EventJson, event_json};
use event_store::history::{Order, page};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is shown at once.
const PAGE: i64 = 25;

/// A page of the history, oldest first.
#[derive(Serialize)]
struct Page {
    items: Vec<EventJson>,
    next: Option<String>,
}

/// How [`Page`] looks.
#[derive(ToSchema)]
#[schema(as = EventPage)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct PageShape {
    items: Vec<Event>,
    /// The cursor of the next page.
    next: Option<String>,
}

/// One event, with the stored text of payload and metadata: personal data in them is sealed.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct Event {
    position: i64,
    recorded_at: chrono::DateTime<chrono::Utc>,
    aggregate_type: String,
    aggregate_id: Uuid,
    sequence: i64,
    event_id: Uuid,
    event_type: String,
    event_version: String,
    command_id: Uuid,
    correlation_id: Uuid,
    causation_id: Uuid,
    actor_id: String,
    #[schema(value_type = Object)]
    payload: Value,
    #[schema(value_type = Object)]
    metadata: Value,
}

/// The history, filtered, oldest first.
///
/// With `Accept: application/x-ndjson` it is an export: every event that matches, one a line, up to
/// where the log stood. Looks and exports are recorded before anything is shown.
#[utoipa::path(get, path = "/api/v1/events", tag = "history", params(Query), responses((status = 200, content((PageShape = "application/json"), (Event = "application/x-ndjson")))))]
pub(super) async fn list(
    portal: web::Data<Portal>,
    caller: Caller,
    _: Waited,
    request: HttpRequest,
    Params(query): Params<Query>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    caller.actor.must_have(&[domain::identity::account::Role::Auditor])?;
    let asked = query.parse(ctx)?;
    let accepted = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if accepted.contains("application/x-ndjson") {
        return export(ctx, &caller.actor, &asked).await;
    }
    record_history_view(ctx, &caller.actor, asked.events.words.clone()).await?;
    let limit = asked.limit.unwrap_or(PAGE);
    let mut events = page(ctx.pool(), &asked.filter(ctx).await?, Order::OldestFirst, limit + 1).await?;
    let more = events.len() as i64 > limit;
    events.truncate(limit.unsigned_abs() as usize);
    let next = events.last().filter(|_| more).map(|last| last.position.to_string());
    let items = events.iter().map(event_json).collect::<Result<_, _>>().map_err(|error| audit::failure(error, ""))?;
    Ok(json(&Page { items, next }))
}
