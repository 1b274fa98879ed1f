//! What happened to one record, from the log itself: read models may be behind or stand still.

use crate::{Context, Failure};
use domain::AnyEvent;
use event_store::Recorded;
use event_store::history::{self, Filter, Order};
use uuid::Uuid;

/// Events of an aggregate, the oldest first, so many of the log at most.
pub(crate) async fn events_of(ctx: &Context, aggregate_type: &str, id: Uuid, limit: i64) -> Result<Vec<AnyEvent>, Failure> {
    let filter = Filter { aggregate: Some((aggregate_type.to_owned(), Some(id.to_string()))), ..Filter::default() };
    let events = history::page(ctx.pool(), &filter, Order::OldestFirst, limit).await?;
    Ok(events.iter().map(Recorded::decode).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}
