use super::filter::Asked;
use crate::web::audit;
use crate::web::failure::WebError;
use actix_web::HttpResponse;
use actix_web::web::Bytes;
use application::audit::record_export;
use application::{Actor, Context};
use auditor::AuditError;
use auditor::history::{Pages, json_line};
use futures::stream;

/// Every event that was asked for as JSON lines, read while it is sent.
pub(super) async fn export(ctx: &Context, actor: &Actor, asked: &Asked) -> Result<HttpResponse, WebError> {
    record_export(ctx, actor, asked.words.clone()).await?;
    let pages = Pages::open(ctx.pool(), asked.filter(ctx).await?).await.map_err(|error| audit::failure(error, ""))?;
    let left = asked.limit.map_or(usize::MAX, |limit| limit.unsigned_abs() as usize);
    let lines = stream::try_unfold((pages, left), |(mut pages, left)| async move {
        let events = pages.next().await?;
        if events.is_empty() || left == 0 {
            return Ok::<_, AuditError>(None);
        }
        let shown = events.len().min(left);
        let lines = events.iter().take(shown).map(json_line).collect::<Result<String, _>>()?;
        Ok(Some((Bytes::from(lines), (pages, left - shown))))
    });
    Ok(HttpResponse::Ok().content_type("application/x-ndjson").streaming(Box::pin(lines)))
}
