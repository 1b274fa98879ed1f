//! Reading the log by what an auditor asks for.

use crate::{AuditError, Moment, event_json};
use chrono_tz::Tz;
use domain::AnyEvent;
use event_store::history::{Filter, Order, page};
use event_store::{Recorded, StoreError};
use sqlx::PgPool;
use std::io::Write;
use uuid::Uuid;

/// Events of one read.
const PAGE: i64 = 1_000;

/// Which events to read. Everything that is not set matches all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HistoryQuery {
    /// The event's name.
    pub event_type: Option<String>,
    /// The aggregate's type and, perhaps, id.
    pub aggregate: Option<(String, Option<Uuid>)>,
    /// Who asked.
    pub actor: Option<String>,
    /// The first event's moment.
    pub from: Option<Moment>,
    /// The last event's moment.
    pub to: Option<Moment>,
}

impl HistoryQuery {
    /// Nothing asked: every event.
    pub fn all() -> Self {
        Self::default()
    }

    /// Only events of this name.
    ///
    /// # Errors
    /// [`AuditError::UnknownEventType`] where no event of any aggregate has it.
    pub fn of_type(mut self, name: &str) -> Result<Self, AuditError> {
        if !AnyEvent::catalogue().iter().any(|(_, known, _)| *known == name) {
            return Err(AuditError::UnknownEventType(name.to_owned()));
        }
        self.event_type = Some(name.to_owned());
        Ok(self)
    }

    /// Only events of an aggregate, `licence/<id>`, or of all of its type, `licence`.
    ///
    /// # Errors
    /// [`AuditError::UnknownAggregateType`], [`AuditError::BadAggregateId`].
    pub fn of_aggregate(mut self, text: &str) -> Result<Self, AuditError> {
        let (name, id) = match text.split_once('/') {
            Some((name, id)) => (name, Some(id)),
            None => (text, None),
        };
        let mut known: Vec<_> = AnyEvent::catalogue().into_iter().map(|(aggregate, _, _)| aggregate).collect();
        known.dedup();
        if !known.contains(&name) {
            return Err(AuditError::UnknownAggregateType { name: name.to_owned(), known: known.join(", ") });
        }
        let id =
            id.map(|id| Uuid::parse_str(id).map_err(|_| AuditError::BadAggregateId(text.to_owned()))).transpose()?;
        self.aggregate = Some((name.to_owned(), id));
        Ok(self)
    }

    /// Only events that this actor asked for.
    #[must_use]
    pub fn by(mut self, actor: &str) -> Self {
        self.actor = Some(actor.to_owned());
        self
    }

    /// Only events from this position, time or day on.
    ///
    /// # Errors
    /// [`AuditError::BadMoment`].
    pub fn from(mut self, text: &str, zone: Tz) -> Result<Self, AuditError> {
        self.from = Some(Moment::parse(text, zone)?);
        Ok(self)
    }

    /// Only events up to this position, time or day, which is included.
    ///
    /// # Errors
    /// [`AuditError::BadMoment`].
    pub fn to(mut self, text: &str, zone: Tz) -> Result<Self, AuditError> {
        self.to = Some(Moment::parse(text, zone)?);
        Ok(self)
    }

    /// All five at once, as flags and query parameters give them.
    ///
    /// # Errors
    /// As the others, for the first text that is wrong.
    pub fn parse(
        event_type: Option<&str>,
        aggregate: Option<&str>,
        actor: Option<&str>,
        from: Option<&str>,
        to: Option<&str>,
        zone: Tz,
    ) -> Result<Self, AuditError> {
        let mut query = Self::all();
        if let Some(name) = event_type {
            query = query.of_type(name)?;
        }
        if let Some(text) = aggregate {
            query = query.of_aggregate(text)?;
        }
        if let Some(actor) = actor {
            query = query.by(actor);
        }
        if let Some(text) = from {
            query = query.from(text, zone)?;
        }
        if let Some(text) = to {
            query = query.to(text, zone)?;
        }
        Ok(query)
    }

    /// The filter that the log understands, its times turned into positions.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn filter(&self, pool: &PgPool) -> Result<Filter, AuditError> {
        let aggregate = self.aggregate.as_ref().map(|(name, id)| (name.clone(), id.map(|id| id.to_string())));
        let mut filter = Filter {
            event_type: self.event_type.clone(),
            aggregate,
            actor_id: self.actor.clone(),
            from: None,
            to: None,
        };
        if let Some(moment) = self.from {
            filter.from = Some(moment.first_position(pool).await?);
        }
        if let Some(moment) = self.to {
            filter.to = Some(moment.position(pool).await?);
        }
        Ok(filter)
    }
}

/// Pages of history, oldest first, up to where the log stood at the beginning: a log that grows
/// faster than it is read comes to an end, too.
#[derive(Debug)]
pub struct Pages {
    pool: PgPool,
    filter: Filter,
    done: bool,
}

impl Pages {
    /// Begins.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn open(pool: &PgPool, mut filter: Filter) -> Result<Self, AuditError> {
        let head: i64 = sqlx::query_scalar("/* history::open */ SELECT position FROM log_head").fetch_one(pool).await?;
        filter.to = Some(filter.to.map_or(head, |to| to.min(head)));
        Ok(Self { pool: pool.clone(), filter, done: false })
    }

    /// The next events; none where there are no more.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn next(&mut self) -> Result<Vec<Recorded>, StoreError> {
        if self.done {
            return Ok(Vec::new());
        }
        let events = page(&self.pool, &self.filter, Order::OldestFirst, PAGE).await?;
        match events.last() {
            Some(last) if events.len() as i64 == PAGE => self.filter.from = Some(last.position + 1),
            _ => self.done = true,
        }
        Ok(events)
    }
}

/// An event as a line of JSON, its line break included.
///
/// # Errors
/// As [`event_json`].
pub fn json_line(event: &Recorded) -> Result<String, AuditError> {
    let json = event_json(event)?;
    let mut line =
        serde_json::to_string(&json).map_err(|source| AuditError::Json { position: event.position, source })?;
    // A line break in JSON can only stand between its tokens. Nothing that we write has one; an
    // event that came into the table another way must not break the line.
    if line.contains(['\n', '\r']) {
        line = line.replace(['\n', '\r'], " ");
    }
    line.push('\n');
    Ok(line)
}

/// Writes events as JSON lines, oldest first, a page at a time; returns how many.
///
/// # Errors
/// Where the database does not answer or the writer takes no more.
pub async fn write_jsonl(pool: &PgPool, filter: Filter, out: &mut (dyn Write + Send)) -> Result<i64, AuditError> {
    let mut pages = Pages::open(pool, filter).await?;
    let mut written = 0;
    loop {
        let events = pages.next().await?;
        if events.is_empty() {
            out.flush()?;
            return Ok(written);
        }
        for event in &events {
            out.write_all(json_line(event)?.as_bytes())?;
            written += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::HistoryQuery;
    use crate::{AuditError, Moment};
    use chrono_tz::Asia::Tehran;
    use uuid::Uuid;

    #[test]
    fn every_filter_is_read() {
        let id = Uuid::from_u128(7);
        let text = format!("licence/{}", id.to_string().to_uppercase());
        let query = HistoryQuery::parse(
            Some("LicenceIssued"),
            Some(&text),
            Some("somebody"),
            Some("3"),
            Some("2026-01-01"),
            Tehran,
        )
        .expect("all are well formed");
        assert_eq!(query.event_type.as_deref(), Some("LicenceIssued"));
        assert_eq!(query.aggregate, Some(("licence".to_owned(), Some(id))));
        assert_eq!(query.actor.as_deref(), Some("somebody"));
        assert_eq!(query.from, Some(Moment::Position(3)));
        assert!(matches!(query.to, Some(Moment::Time { .. })));
        let kind = HistoryQuery::all().of_aggregate("vehicle").expect("a type alone will do");
        assert_eq!(kind.aggregate, Some(("vehicle".to_owned(), None)));
    }

    #[test]
    fn what_the_log_cannot_have_is_refused() {
        let event = HistoryQuery::all().of_type("LicenceUpdated");
        assert!(matches!(event, Err(AuditError::UnknownEventType(_))));
        let aggregate = HistoryQuery::all().of_aggregate("taxi").expect_err("no such type");
        assert!(aggregate.to_string().contains("account, person, vehicle"), "{aggregate}");
        for text in ["licence/", "licence/7", "licence/x/y"] {
            let refused = HistoryQuery::all().of_aggregate(text).expect_err("no id");
            assert!(refused.is_bad_question() && refused.to_string().contains(text), "{refused}");
        }
    }
}
