//! Reading an event that the log kept, of whatever version it is.

use super::LogEvent;

/// A version of an event that is written no longer.
///
/// The log keeps it as it was; what has become of it is said here, and whoever folds sees current
/// events only. Its golden payload stays for ever.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<E: 'static> {
    /// Its name at the time.
    pub event_type: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Reads its stored payload as the current events that say the same, in order: one where it was
    /// changed or renamed, several where it was split, none where it is of no meaning any more.
    /// Pure, for a replay must give the same again.
    pub upcast: fn(&str) -> Result<Vec<E>, serde_json::Error>,
}

/// An event as the log tells of it cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// No aggregate of this version of the software has such an event.
    #[error("no event {event_type} version {version} of {aggregate_type} is known")]
    Unknown {
        /// The aggregate's type.
        aggregate_type: String,
        /// The event's type.
        event_type: String,
        /// The event's version.
        version: String,
    },
    /// The payload is not what its type and version promise.
    #[error("the payload of a {event_type} of {aggregate_type} does not fit its schema: {source}")]
    Payload {
        /// The aggregate's type.
        aggregate_type: String,
        /// The event's type.
        event_type: String,
        /// What serde found.
        source: serde_json::Error,
    },
    /// The payload is another event's than the log's column says.
    #[error("the log says {event_type} of {aggregate_type}, its payload is a {found}")]
    Mismatch {
        /// The aggregate's type.
        aggregate_type: String,
        /// The event's type as the column says.
        event_type: String,
        /// The event's type as the payload says.
        found: String,
    },
}

/// Reads the stored text of an event of one aggregate's as the current events that it stands for.
///
/// # Errors
/// [`DecodeError`] where this version of the software does not know it, or where the payload is not
/// what its name and version say.
pub fn decode<E: LogEvent>(event_type: &str, version: &str, payload: &str) -> Result<Vec<E>, DecodeError> {
    let unreadable =
        |source| DecodeError::Payload { aggregate_type: E::AGGREGATE.to_owned(), event_type: event_type.to_owned(), source };
    if E::TYPES.contains(&(event_type, version)) {
        let event: E = serde_json::from_str(payload).map_err(unreadable)?;
        let found = event.event_type();
        if found == event_type {
            return Ok(vec![event]);
        }
        return Err(DecodeError::Mismatch { aggregate_type: E::AGGREGATE.to_owned(), event_type: event_type.to_owned(), found });
    }
    match E::EARLIER.iter().find(|earlier| (earlier.event_type, earlier.version) == (event_type, version)) {
        Some(earlier) => (earlier.upcast)(payload).map_err(unreadable),
        None => Err(DecodeError::Unknown {
            aggregate_type: E::AGGREGATE.to_owned(),
            event_type: event_type.to_owned(),
            version: version.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests;
