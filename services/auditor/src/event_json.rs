//! An event as scripts and the API see it.

use crate::AuditError;
use chrono::{DateTime, Utc};
use event_store::Recorded;
use serde::Serialize;
use serde_json::value::RawValue;
use uuid::Uuid;

/// One event. Payload and metadata are the stored text itself, byte for byte, sealed as it is.
#[derive(Debug, Clone, Serialize)]
pub struct EventJson {
    /// Its place in the log.
    pub position: i64,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The aggregate's type.
    pub aggregate_type: String,
    /// The aggregate's id.
    pub aggregate_id: String,
    /// Its place in the aggregate's history.
    pub sequence: i64,
    /// Its own id.
    pub event_id: Uuid,
    /// Its name.
    pub event_type: String,
    /// Its version.
    pub event_version: String,
    /// The command that made it.
    pub command_id: Uuid,
    /// What began it all.
    pub correlation_id: Uuid,
    /// The event or command that it follows from.
    pub causation_id: Uuid,
    /// Who asked.
    pub actor_id: String,
    /// The payload's stored text.
    pub payload: Box<RawValue>,
    /// The metadata's stored text.
    pub metadata: Box<RawValue>,
}

/// An event as scripts and the API see it.
///
/// # Errors
/// [`AuditError::Json`] where a stored text is no JSON, which the table's types do not allow.
pub fn event_json(event: &Recorded) -> Result<EventJson, AuditError> {
    Ok(EventJson {
        position: event.position,
        recorded_at: event.recorded_at,
        aggregate_type: event.aggregate_type.clone(),
        aggregate_id: event.aggregate_id.clone(),
        sequence: event.sequence,
        event_id: event.event_id,
        event_type: event.event_type.clone(),
        event_version: event.event_version.clone(),
        command_id: event.command_id,
        correlation_id: event.correlation_id,
        causation_id: event.causation_id,
        actor_id: event.actor_id.clone(),
        payload: raw(event, &event.payload)?,
        metadata: raw(event, &event.metadata)?,
    })
}

/// A stored text as raw JSON.
pub(crate) fn raw(event: &Recorded, text: &str) -> Result<Box<RawValue>, AuditError> {
    RawValue::from_string(text.to_owned()).map_err(|source| AuditError::Json { position: event.position, source })
}
