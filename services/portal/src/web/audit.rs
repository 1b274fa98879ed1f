//! Auditors' questions that have no answer.

use application::Failure;
use auditor::AuditError;

/// A wrong question as a field at fault; `pointer` names the moment that was asked for.
pub fn failure(error: AuditError, pointer: &str) -> Failure {
    match error {
        AuditError::UnknownEventType(_) => Failure::field("/type", "unknown-event-type"),
        AuditError::UnknownAggregateType { .. } | AuditError::BadAggregateId(_) => Failure::field("/aggregate", "unknown-aggregate"),
        AuditError::BadMoment(_) => Failure::field(pointer, "not-a-moment"),
        AuditError::BeyondHead { .. } => Failure::field(pointer, "beyond-the-log"),
        AuditError::Database(error) => error.into(),
        AuditError::Store(error) => error.into(),
        AuditError::Projection(error) => error.into(),
        other => Failure::Internal(other.to_string()),
    }
}
