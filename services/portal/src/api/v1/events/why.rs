use super::list::Event;
use crate::web::audit;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Failure;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// An event in its story.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct Story {
    event: Event,
    command: Command,
    /// The other events of that command.
    together: Vec<Event>,
    /// What it follows from, oldest first: the path from the story's beginning.
    causes: Vec<Event>,
    /// What followed from it, oldest first.
    consequences: Vec<Consequence>,
}

/// The command that made an event.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct Command {
    command_id: Uuid,
    /// Its name, such as `SuspendLicence`.
    command: Option<String>,
    actor_id: String,
    #[schema(value_type = Object)]
    metadata: Value,
}

/// An event that followed, with what followed from it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct Consequence {
    event: Event,
    #[schema(no_recursion)]
    children: Vec<Consequence>,
}

/// Why an event happened, and what came of it.
///
/// The look is recorded in the log.
#[utoipa::path(get, path = "/api/v1/events/{position}/why", tag = "history", params(("position" = i64, Path)), responses((status = 200, body = Story)))]
pub(super) async fn why(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams, position: web::Path<i64>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    super::show::record(ctx, &caller.actor, *position).await?;
    let story = auditor::why(ctx.pool(), *position).await.map_err(|error| audit::failure(error, "/position"))?;
    Ok(json(&story.ok_or(Failure::NotFound)?))
}
