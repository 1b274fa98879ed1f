use crate::web::audit;
use crate::web::input::page_size;
use application::{Context, Failure, FieldError};
use auditor::{AuditError, HistoryQuery};
use domain::audit::access::HistoryFilter;
use event_store::history::Filter;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which events; everything may be left out.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Query {
    /// An event's name, such as `LicenceSuspended`.
    #[serde(rename = "type")]
    event_type: Option<String>,
    /// `TYPE/ID` of an aggregate, or its type alone.
    aggregate: Option<String>,
    /// The id of who asked.
    actor: Option<String>,
    /// The first position, RFC 3339 time or ISO day.
    from: Option<String>,
    /// The last one.
    to: Option<String>,
    /// How many, 1 to 100; 25 where left out. An export has all.
    #[param(value_type = Option<i64>)]
    limit: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// Events that were asked for, checked.
pub(super) struct Asked {
    pub query: HistoryQuery,
    /// In the words that were used, for the record of the look.
    pub words: HistoryFilter,
    pub limit: Option<i64>,
    after: Option<i64>,
}

impl Query {
    /// Checks every field.
    pub(super) fn parse(self, ctx: &Context) -> Result<Asked, Failure> {
        let zone = ctx.policy_now().timezone;
        let words = HistoryFilter { event_type: self.event_type, aggregate: self.aggregate, actor: self.actor, from: self.from, to: self.to };
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
        let limit = self.limit.as_deref().and_then(page_size);
        if limit.is_some_and(|limit| !(1..=100).contains(&limit)) {
            faults.push(FieldError::new("/limit", "limit-out-of-range"));
        }
        let after = self.cursor.map(|cursor| cursor.parse::<i64>().ok().filter(|at| *at >= 0));
        if after == Some(None) {
            faults.push(FieldError::new("/cursor", "not-a-cursor"));
        }
        if faults.is_empty() { Ok(Asked { query, words, limit, after: after.flatten() }) } else { Err(Failure::Invalid(faults)) }
    }
}

impl Asked {
    /// The filter that the log understands, from the cursor on.
    pub(super) async fn filter(&self, ctx: &Context) -> Result<Filter, Failure> {
        let mut filter = self.query.filter(ctx.pool()).await.map_err(|error| audit::failure(error, "/from"))?;
        if let Some(after) = self.after {
            filter.from = Some(filter.from.map_or(after + 1, |from| from.max(after + 1)));
        }
        Ok(filter)
    }
}
