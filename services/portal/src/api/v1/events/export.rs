use super::filter::Asked;
use crate::web::failure::WebError;
use crate::web::history::json_lines;
use actix_web::HttpResponse;
use application::audit::record_export;
use application::{Actor, Context};

/// Every event that was asked for as JSON lines.
pub(super) async fn export(ctx: &Context, actor: &Actor, asked: &Asked) -> Result<HttpResponse, WebError> {
    record_export(ctx, actor, asked.events.words.clone()).await?;
    json_lines(ctx, asked.filter(ctx).await?, asked.limit).await
}
