//! What is asked of the history, by pages and programs alike, and the answer as JSON lines.

use super::audit;
use super::failure::WebError;
use actix_web::HttpResponse;
use actix_web::web::Bytes;
use application::{Context, Failure, FieldError};
use auditor::history::{Pages, json_line};
use auditor::{AuditError, HistoryQuery};
use domain::audit::access::HistoryFilter;
use event_store::history::Filter;
use futures::stream;

/// Events that were asked for, checked.
pub struct Asked {
    query: HistoryQuery,
    /// In the words that were used, for the record of the look.
    pub words: HistoryFilter,
}

impl Asked {
    /// Checks every field; the pointers are `/type`, `/aggregate`, `/actor`, `/from` and `/to`.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn parse(ctx: &Context, words: HistoryFilter) -> Result<Self, Vec<FieldError>> {
        let zone = ctx.policy_now().timezone;
        let mut faults = Vec::new();
        let mut query = HistoryQuery::all();
        let mut narrow = |pointer: &str, text: &Option<String>, by: &dyn Fn(HistoryQuery, &str) -> Result<HistoryQuery, AuditError>| {
            let Some(text) = text else { return };
            match by(query.clone(), text) {
                Ok(narrowed) => query = narrowed,
                Err(error) => match audit::failure(error, pointer) {
                    Failure::Invalid(found) => faults.extend(found),
                    _ => faults.push(FieldError::new(pointer, "wrong-type")),
                },
            }
        };
        narrow("/type", &words.event_type, &|query, text| query.of_type(text));
        narrow("/aggregate", &words.aggregate, &|query, text| query.of_aggregate(text));
        narrow("/actor", &words.actor, &|query, text| Ok(query.by(text)));
        narrow("/from", &words.from, &|query, text| query.from(text, zone));
        narrow("/to", &words.to, &|query, text| query.to(text, zone));
        if faults.is_empty() { Ok(Self { query, words }) } else { Err(faults) }
    }

    /// The filter that the log understands.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn filter(&self, ctx: &Context) -> Result<Filter, Failure> {
        self.query.filter(ctx.pool()).await.map_err(|error| audit::failure(error, "/from"))
    }
}

/// Every event of a filter as JSON lines, oldest first, read while it is sent; at most `limit` where
/// one is given.
///
/// # Errors
/// Where the database does not answer.
pub async fn json_lines(ctx: &Context, filter: Filter, limit: Option<i64>) -> Result<HttpResponse, WebError> {
    let pages = Pages::open(ctx.pool(), filter).await.map_err(|error| audit::failure(error, ""))?;
    let left = limit.map_or(usize::MAX, |limit| limit.unsigned_abs() as usize);
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
