//! Why a command of the command line ended without doing its work, and with which exit status.

use crate::cluster::ClusterError;
use application::Failure;
use application::import::{ImportError, ImportFailure};
use application::policy::PolicyError;
use auditor::AuditError;
use event_store::StoreError;
use notifier::SmtpFault;
use payment_gateway::SetupFault;
use projections::ProjectionError;

/// Why a command did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Status 1: it was understood, and the service refused it.
    #[error("{0}")]
    Refused(String),
    /// Status 2: flags, settings or files that cannot be used.
    #[error("{0}")]
    Usage(String),
    /// Status 3: the environment is missing something; the words name the remedy.
    #[error("{0}")]
    Environment(String),
}

impl Fault {
    /// The exit status of the process.
    pub fn status(&self) -> u8 {
        match self {
            Self::Refused(_) => 1,
            Self::Usage(_) => 2,
            Self::Environment(_) => 3,
        }
    }
}

impl From<ClusterError> for Fault {
    fn from(error: ClusterError) -> Self {
        Self::Environment(error.to_string())
    }
}

impl From<PolicyError> for Fault {
    fn from(error: PolicyError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<SmtpFault> for Fault {
    fn from(error: SmtpFault) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<SetupFault> for Fault {
    fn from(error: SetupFault) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<ImportError> for Fault {
    fn from(error: ImportError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<ImportFailure> for Fault {
    fn from(error: ImportFailure) -> Self {
        match error {
            ImportFailure::File(error) => error.into(),
            ImportFailure::Service(failure) => failure.into(),
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::BadCity(_) => Self::Usage(error.to_string()),
            StoreError::Database(error) => (&*error).into(),
            other => Self::Environment(other.to_string()),
        }
    }
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        (&error).into()
    }
}

impl From<&sqlx::Error> for Fault {
    fn from(error: &sqlx::Error) -> Self {
        Self::Environment(match error {
            sqlx::Error::Configuration(_) => format!("the database's address cannot be used: {error}; see --database-url"),
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolTimedOut => {
                format!("the database does not answer ({error}); check that it is up and that --database-url names it")
            }
            other => format!("the database refused: {other}"),
        })
    }
}

impl From<ProjectionError> for Fault {
    fn from(error: ProjectionError) -> Self {
        match error {
            ProjectionError::UnknownModel(_) => Self::Usage(error.to_string()),
            ProjectionError::Database(error) => error.into(),
            ProjectionError::Store(error) => error.into(),
            other => Self::Environment(other.to_string()),
        }
    }
}

impl From<AuditError> for Fault {
    fn from(error: AuditError) -> Self {
        if error.is_bad_question() { Self::Usage(error.to_string()) } else { Self::Environment(error.to_string()) }
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Invalid(fields) => {
                let fields: Vec<_> = fields.iter().map(|field| format!("{}: {}", field.pointer.trim_start_matches('/'), field.code)).collect();
                Self::Usage(fields.join("; "))
            }
            Failure::Unavailable(_) | Failure::Internal(_) => Self::Environment(failure.to_string()),
            other => Self::Refused(other.to_string()),
        }
    }
}
