//! A moment of the log, by position or by time.

use crate::AuditError;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use event_store::history::{position_at, position_from};
use sqlx::PgExecutor;

/// A moment of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Right after the event at this position; 0 is before the first.
    Position(i64),
    /// A time, or a whole civil day, which begins at its first instant and ends with its last.
    Time {
        /// The first instant.
        first: DateTime<Utc>,
        /// The last; the same for a time.
        last: DateTime<Utc>,
    },
}

impl From<DateTime<Utc>> for Moment {
    fn from(at: DateTime<Utc>) -> Self {
        Self::Time { first: at, last: at }
    }
}

impl Moment {
    /// Reads a position (`120`), an RFC 3339 time (`2026-03-21T08:00:00Z`) or an ISO date
    /// (`2026-03-21`), a civil day in `zone`.
    ///
    /// # Errors
    /// [`AuditError::BadMoment`].
    pub fn parse(text: &str, zone: Tz) -> Result<Self, AuditError> {
        let bad = || AuditError::BadMoment(text.to_owned());
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse().map(Self::Position).map_err(|_| bad());
        }
        if let Ok(day) = text.parse::<NaiveDate>() {
            let next = day.checked_add_days(Days::new(1)).ok_or_else(bad)?;
            let first = begin(day, zone).ok_or_else(bad)?;
            // Microseconds are what the log keeps.
            let last = begin(next, zone).ok_or_else(bad)? - TimeDelta::microseconds(1);
            return Ok(Self::Time { first, last });
        }
        let at = DateTime::parse_from_rfc3339(text).map_err(|_| bad())?.with_timezone(&Utc);
        Ok(at.into())
    }

    /// The last position that was there at this moment; 0 before the first. It may lie beyond the
    /// head where a position was asked for.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn position(self, db: impl PgExecutor<'_>) -> Result<i64, AuditError> {
        match self {
            Self::Position(position) => Ok(position),
            Self::Time { last, .. } => Ok(position_at(db, last).await?),
        }
    }

    /// The first position from this moment on.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn first_position(self, db: impl PgExecutor<'_>) -> Result<i64, AuditError> {
        match self {
            Self::Position(position) => Ok(position),
            Self::Time { first, .. } => Ok(position_from(db, first).await?),
        }
    }
}

/// The first instant of a civil day. Where summer time begins at midnight, that is one o'clock.
fn begin(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let midnight = day.and_time(NaiveTime::MIN);
    (0..=3)
        .find_map(|hours| zone.from_local_datetime(&(midnight + TimeDelta::hours(hours))).earliest())
        .map(|instant| instant.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::Moment;
    use chrono_tz::Asia::Tehran;

    fn read(text: &str) -> String {
        match Moment::parse(text, Tehran) {
            Ok(Moment::Position(position)) => position.to_string(),
            Ok(Moment::Time { first, last }) => format!("{} {}", first.to_rfc3339(), last.to_rfc3339()),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn positions_times_and_days_are_read() {
        assert_eq!(read("120"), "120");
        assert_eq!(read("2026-03-21T08:00:00+03:30"), "2026-03-21T04:30:00+00:00 2026-03-21T04:30:00+00:00");
        assert_eq!(read("2026-03-21"), "2026-03-20T20:30:00+00:00 2026-03-21T20:29:59.999999+00:00");
        // Summer time began at midnight then: the day has no first hour.
        assert_eq!(read("2022-03-22"), "2022-03-21T20:30:00+00:00 2022-03-22T19:29:59.999999+00:00");
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "-1", "+5", "yesterday", "2026-13-01", "99999999999999999999", "2026-03-21T08:00:00"] {
            assert!(read(text).contains("neither a position"), "{text}");
        }
    }
}
