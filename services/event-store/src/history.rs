//! Reading the log: in order, by filter, by story, at a moment.

use crate::StoreError;
use crate::envelope::PUBLIC;
use crate::recorded::{COLUMNS, Recorded};
use chrono::{DateTime, Utc};
use domain::AnyEvent;
use futures::stream::{self, Stream, StreamExt as _};
use sqlx::{PgConnection, PgExecutor, PgPool};
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// Which events to read. Everything that is not set matches all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// The event's name.
    pub event_type: Option<String>,
    /// The aggregate's type and, perhaps, id.
    pub aggregate: Option<(String, Option<String>)>,
    /// Who asked.
    pub actor_id: Option<String>,
    /// The first position.
    pub from: Option<i64>,
    /// The last position.
    pub to: Option<i64>,
}

/// In which direction a page is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By position.
    OldestFirst,
    /// Against it.
    NewestFirst,
}

/// The events after a position, in order.
///
/// # Errors
/// Where the database does not answer.
pub async fn after(db: &mut PgConnection, position: i64, limit: i64) -> Result<Vec<Recorded>, StoreError> {
    let sql = format!("/* history::after */ SELECT {COLUMNS} FROM events WHERE position > $1 ORDER BY position LIMIT $2");
    let rows = sqlx::query(&sql).bind(position).bind(limit).fetch_all(db).await?;
    Ok(rows.iter().map(Recorded::read).collect::<Result<_, _>>()?)
}

/// Pages that are read at once: while one is used, one arrives and the database makes the next.
const AHEAD: usize = 3;

/// The events after `from` up to `to`, which the log must have reached, in order, a page at a time.
pub fn pages(pool: &PgPool, from: i64, to: i64, length: i64) -> impl Stream<Item = Result<Vec<Recorded>, StoreError>> + Send + 'static {
    let pool = pool.clone();
    // Positions are dense, so every page is known before any is read.
    let page = move |before: i64| {
        let pool = pool.clone();
        // A task of its own, so that one page is taken apart while another arrives.
        let read = tokio::spawn(async move { between(&pool, before, to.min(before + length)).await });
        async move { read.await.unwrap_or(Err(StoreError::Closed)) }
    };
    let length = usize::try_from(length).unwrap_or(1).max(1);
    stream::iter((from..to).step_by(length)).map(page).buffered(AHEAD)
}

/// The events after a position up to another. By positions and not by number: where an intruder made
/// a hole, no event is read twice.
pub(crate) async fn between(db: impl PgExecutor<'_>, after: i64, to: i64) -> Result<Vec<Recorded>, StoreError> {
    let sql = format!("/* history::between */ SELECT {COLUMNS} FROM events WHERE position > $1 AND position <= $2 ORDER BY position");
    // Row by row: were all rows kept until the last is there, each page would need new memory for what
    // came over the wire.
    Ok(sqlx::query(&sql).bind(after).bind(to).try_map(|row| Recorded::read(&row)).fetch_all(db).await?)
}

/// What a follower passes over unread. What nobody knows is never passed over: whoever should read
/// it must say that it cannot.
#[derive(Debug, Clone)]
pub enum PassedOver {
    /// Events of these aggregate types.
    Aggregates(Vec<&'static str>),
    /// Events of these names.
    Types(Vec<&'static str>),
}

impl PassedOver {
    /// Whether an event is passed over.
    pub(crate) fn passes(&self, event: &Recorded) -> bool {
        match self {
            Self::Aggregates(names) => names.contains(&event.aggregate_type.as_str()),
            Self::Types(names) => names.contains(&event.event_type.as_str()),
        }
    }
}

/// The stretch of the log after a position that a follower reads next.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Its last position.
    pub last: i64,
    /// The event there.
    pub last_event: Uuid,
    /// Whether it is as long as it may be, so that more may be there already.
    pub full: bool,
    /// Its events, in order, without those that are passed over.
    pub events: Vec<Arc<Recorded>>,
}

/// The next `length` positions after this one, or as many as there are; `None` where there is none.
///
/// # Errors
/// Where the database does not answer.
pub async fn stretch(db: &mut PgConnection, position: i64, length: i64, over: &PassedOver) -> Result<Option<Stretch>, StoreError> {
    // Positions are dense, so the last one is known without counting.
    let last: Option<(i64, Uuid)> = sqlx::query_as(
        "/* history::stretch */ SELECT position, event_id FROM events
         WHERE position = (SELECT least(position, $1 + $2) FROM log_head) AND position > $1",
    )
    .bind(position)
    .bind(length)
    .fetch_optional(&mut *db)
    .await?;
    let Some((last, last_event)) = last else { return Ok(None) };
    let (column, names) = match over {
        PassedOver::Aggregates(names) => ("aggregate_type", names),
        PassedOver::Types(names) => ("event_type", names),
    };
    let sql = format!(
        "/* history::stretch */ SELECT {COLUMNS} FROM events WHERE position > $1 AND position <= $2 AND {column} <> ALL ($3) ORDER BY position"
    );
    let rows = sqlx::query(&sql).bind(position).bind(last).bind(names).fetch_all(db).await?;
    Ok(Some(Stretch { last, last_event, full: last - position == length, events: rows.iter().map(|row| Recorded::read(row).map(Arc::new)).collect::<Result<_, _>>()? }))
}

/// A page of the events that a filter lets through.
///
/// # Errors
/// Where the database does not answer.
pub async fn page(pool: &PgPool, filter: &Filter, order: Order, limit: i64) -> Result<Vec<Recorded>, StoreError> {
    let direction = match order {
        Order::OldestFirst => "ASC",
        Order::NewestFirst => "DESC",
    };
    let mut sql = sqlx::QueryBuilder::new(format!("/* history::page */ SELECT {COLUMNS} FROM events WHERE true"));
    if let Some(event_type) = &filter.event_type {
        sql.push(" AND event_type = ").push_bind(event_type);
    }
    if let Some((kind, id)) = &filter.aggregate {
        sql.push(" AND aggregate_type = ").push_bind(kind);
        if let Some(id) = id {
            sql.push(" AND aggregate_id = ").push_bind(id);
        }
    }
    if let Some(actor) = &filter.actor_id {
        sql.push(" AND actor_id = ").push_bind(actor);
        // Said in words, so that whatever the plan it may go by the index of all but them.
        if actor != PUBLIC {
            sql.push(format!(" AND actor_id <> '{PUBLIC}'"));
        }
    }
    if let Some(from) = filter.from {
        sql.push(" AND position >= ").push_bind(from);
    }
    if let Some(to) = filter.to {
        sql.push(" AND position <= ").push_bind(to);
    }
    sql.push(format!(" ORDER BY position {direction} LIMIT ")).push_bind(limit);
    let rows = sql.build().fetch_all(pool).await?;
    Ok(rows.iter().map(Recorded::read).collect::<Result<_, _>>()?)
}

/// The event at a position.
///
/// # Errors
/// Where the database does not answer.
pub async fn at(pool: &PgPool, position: i64) -> Result<Option<Recorded>, StoreError> {
    let filter = Filter { from: Some(position), to: Some(position), ..Filter::default() };
    Ok(page(pool, &filter, Order::OldestFirst, 1).await?.pop())
}

/// Every event of one story, in order.
///
/// # Errors
/// Where the database does not answer.
pub async fn story(pool: &PgPool, correlation_id: Uuid) -> Result<Vec<Recorded>, StoreError> {
    // What began by itself is found by its command; only what followed has an entry in the index.
    let sql = format!(
        "/* history::story */ SELECT {COLUMNS} FROM events WHERE correlation_id = $1 AND position BETWEEN
             (SELECT first_position FROM commands WHERE command_id = $1) AND (SELECT last_position FROM commands WHERE command_id = $1)
         UNION ALL
         SELECT {COLUMNS} FROM events WHERE correlation_id = $1 AND correlation_id <> command_id
         ORDER BY position"
    );
    let rows = sqlx::query(&sql).bind(correlation_id).fetch_all(pool).await?;
    Ok(rows.iter().map(Recorded::read).collect::<Result<_, _>>()?)
}

/// The positions of the aggregates' own events, whatever their types.
///
/// # Errors
/// Where the database does not answer.
pub async fn positions_of(pool: &PgPool, aggregates: &[Uuid]) -> Result<Vec<i64>, StoreError> {
    // Every type is named, so that the key is descended once for each.
    let kinds: BTreeSet<&str> = AnyEvent::catalogue().into_iter().map(|(kind, _, _)| kind).collect();
    let query = sqlx::query_scalar("/* history::positions_of */ SELECT position FROM events WHERE aggregate_type = ANY($1) AND aggregate_id = ANY($2)")
        .bind(kinds.into_iter().collect::<Vec<_>>())
        .bind(aggregates.iter().map(Uuid::to_string).collect::<Vec<_>>());
    Ok(query.fetch_all(pool).await?)
}

/// The events at given positions, in order.
///
/// # Errors
/// Where the database does not answer.
pub async fn at_positions(pool: &PgPool, positions: &[i64]) -> Result<Vec<Recorded>, StoreError> {
    let sql = format!("/* history::at_positions */ SELECT {COLUMNS} FROM events WHERE position = ANY($1) ORDER BY position");
    let rows = sqlx::query(&sql).bind(positions).fetch_all(pool).await?;
    Ok(rows.iter().map(Recorded::read).collect::<Result<_, _>>()?)
}

/// The last position that was recorded at or before a moment; 0 before the first. Time never runs
/// backwards in the log, so this is the log as it stood then.
///
/// # Errors
/// Where the database does not answer.
pub async fn position_at(db: impl PgExecutor<'_>, at: DateTime<Utc>) -> Result<i64, StoreError> {
    last_where(db, "<=", at).await
}

/// The first position that was recorded at or after a moment; one past the head where none was yet.
///
/// # Errors
/// Where the database does not answer.
pub async fn position_from(db: impl PgExecutor<'_>, at: DateTime<Utc>) -> Result<i64, StoreError> {
    Ok(last_where(db, "<", at).await? + 1)
}

/// The last position whose time compares so to a moment, found by halving: positions are dense and
/// time never runs back. Where an intruder made a hole, the halving ends there, before the moment.
async fn last_where(db: impl PgExecutor<'_>, compares: &str, at: DateTime<Utc>) -> Result<i64, StoreError> {
    let sql = format!(
        "/* history::last_where */ WITH RECURSIVE halved AS (
             SELECT 0::bigint AS low, position AS high FROM log_head
             UNION ALL
             SELECT CASE WHEN middle.recorded_at {compares} $1 THEN middle.position ELSE halved.low END,
                    CASE WHEN middle.recorded_at {compares} $1 THEN halved.high ELSE middle.position - 1 END
             FROM halved JOIN events AS middle ON middle.position = (halved.low + halved.high + 1) / 2
             WHERE halved.low < halved.high
         )
         SELECT max(low) FROM halved"
    );
    Ok(sqlx::query_scalar(&sql).bind(at).fetch_one(db).await?)
}
