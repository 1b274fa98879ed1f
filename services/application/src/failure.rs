//! Why a use case was not carried out, in words that the edge can translate.

use chrono::{DateTime, Utc};
use domain::kernel::Refusal;
use event_store::{ExecuteError, StoreError};
use projections::ProjectionError;

/// A field that must be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The JSON pointer of the field, such as `/plate`.
    pub pointer: String,
    /// A stable word; the Fluent key is `field-<code>`.
    pub code: &'static str,
}

impl FieldError {
    /// A field at fault.
    pub fn new(pointer: &str, code: &'static str) -> Self {
        Self { pointer: pointer.to_owned(), code }
    }
}

/// Why a use case was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Fields must be mended; nothing was done.
    #[error("invalid input: {0:?}")]
    Invalid(Vec<FieldError>),
    /// The domain refused; the Fluent key is `refusal-<code>`.
    #[error("refused: {code}")]
    Refused {
        /// A stable word.
        code: &'static str,
        /// The field at fault, where one is.
        pointer: Option<&'static str>,
    },
    /// A value that must be unique is another's; the Fluent key is `taken-<scope>`, dots as hyphens.
    #[error("taken: {0}")]
    Taken(&'static str),
    /// There is no such thing, or it is not for this actor's eyes.
    #[error("not found")]
    NotFound,
    /// Nobody signed in.
    #[error("sign-in needed")]
    SignInNeeded,
    /// The actor may not do this.
    #[error("forbidden")]
    Forbidden,
    /// Too often.
    #[error("too many; again in {retry_after} s")]
    TooMany {
        /// When to try again, in seconds.
        retry_after: u64,
    },
    /// The idempotency key was used for another request.
    #[error("idempotency key reused")]
    KeyReused,
    /// Nothing was written, or it is not known; the same key finds out.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// Our own fault.
    #[error("internal: {0}")]
    Internal(String),
}

impl Failure {
    /// Whether it was understood and will be answered alike until something else is so.
    pub(crate) fn is_refusal(&self) -> bool {
        matches!(self, Self::Invalid(_) | Self::Refused { .. } | Self::Taken(_) | Self::KeyReused)
    }

    /// Too often until then; in a second at the soonest.
    pub(crate) fn too_many(until: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        Self::TooMany { retry_after: (until - now).num_seconds().max(1).unsigned_abs() }
    }

    /// One field at fault.
    pub fn field(pointer: &str, code: &'static str) -> Self {
        Self::Invalid(vec![FieldError::new(pointer, code)])
    }
}

impl<E: Refusal> From<ExecuteError<E>> for Failure {
    fn from(error: ExecuteError<E>) -> Self {
        match error {
            ExecuteError::Refused(refusal) => Self::Refused { code: refusal.code(), pointer: refusal.pointer() },
            ExecuteError::Taken { scope } => Self::Taken(scope),
            ExecuteError::KeyReused => Self::KeyReused,
            ExecuteError::Contended => Self::Unavailable("contended".to_owned()),
            ExecuteError::Store(error) => error.into(),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy | StoreError::Closed | StoreError::Unknown => Self::Unavailable(error.to_string()),
            StoreError::Database(error) => (&*error).into(),
            StoreError::Erased(_) => Self::Refused { code: "subject-erased", pointer: None },
            StoreError::Unstorable(_) => Self::Refused { code: "unstorable-text", pointer: None },
            other => Self::Internal(other.to_string()),
        }
    }
}

impl From<&sqlx::Error> for Failure {
    fn from(error: &sqlx::Error) -> Self {
        if event_store::passes_by_itself(error) { Self::Unavailable(error.to_string()) } else { Self::Internal(error.to_string()) }
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        (&error).into()
    }
}

impl From<ProjectionError> for Failure {
    fn from(error: ProjectionError) -> Self {
        match error {
            ProjectionError::Database(error) => error.into(),
            ProjectionError::Store(error) => error.into(),
            other => Self::Internal(other.to_string()),
        }
    }
}
