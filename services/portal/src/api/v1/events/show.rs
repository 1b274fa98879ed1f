use super::list::Event;
use crate::web::audit;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::audit::record_history_view;
use application::{Actor, Context, Failure};
use auditor::event_json;
use domain::audit::access::HistoryFilter;
use event_store::history;

/// Records that an auditor looks at one event.
pub(super) async fn record(ctx: &Context, actor: &Actor, position: i64) -> Result<(), Failure> {
    let at = Some(position.to_string());
    record_history_view(ctx, actor, HistoryFilter { from: at.clone(), to: at, ..HistoryFilter::default() }).await?;
    Ok(())
}

/// One event.
///
/// The look is recorded in the log.
#[utoipa::path(get, path = "/api/v1/events/{position}", tag = "history", params(("position" = i64, Path)), responses((status = 200, body = Event)))]
pub(super) async fn show(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams, position: web::Path<i64>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    record(ctx, &caller.actor, *position).await?;
    let event = history::at(ctx.pool(), *position).await?.ok_or(Failure::NotFound)?;
    Ok(json(&event_json(&event).map_err(|error| audit::failure(error, "/position"))?))
}
