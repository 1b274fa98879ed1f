use crate::web::history;
use crate::web::input::page_size;
use application::{Context, Failure, FieldError};
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

/// A page of events that was asked for, checked.
pub(super) struct Asked {
    pub events: history::Asked,
    pub limit: Option<i64>,
    after: Option<i64>,
}

impl Query {
    /// Checks every field.
    pub(super) fn parse(self, ctx: &Context) -> Result<Asked, Failure> {
        let words = HistoryFilter { event_type: self.event_type, aggregate: self.aggregate, actor: self.actor, from: self.from, to: self.to };
        let mut faults = Vec::new();
        let events = history::Asked::parse(ctx, words).map_err(|found| faults.extend(found)).ok();
        let limit = self.limit.as_deref().and_then(page_size);
        if limit.is_some_and(|limit| !(1..=100).contains(&limit)) {
            faults.push(FieldError::new("/limit", "limit-out-of-range"));
        }
        let after = self.cursor.map(|cursor| cursor.parse::<i64>().ok().filter(|at| *at >= 0));
        if after == Some(None) {
            faults.push(FieldError::new("/cursor", "not-a-cursor"));
        }
        match events {
            Some(events) if faults.is_empty() => Ok(Asked { events, limit, after: after.flatten() }),
            _ => Err(Failure::Invalid(faults)),
        }
    }
}

impl Asked {
    /// The filter that the log understands, from the cursor on.
    pub(super) async fn filter(&self, ctx: &Context) -> Result<Filter, Failure> {
        let mut filter = self.events.filter(ctx).await?;
        if let Some(after) = self.after {
            filter.from = Some(filter.from.map_or(after + 1, |from| from.max(after + 1)));
        }
        Ok(filter)
    }
}
