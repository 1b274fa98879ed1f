use crate::kernel::Refusal;

/// Why an agency's command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AgencyError {
    /// It is known.
    #[error("this agency is registered already")]
    AlreadyRegistered,
}

impl Refusal for AgencyError {
    fn code(&self) -> &'static str {
        match self {
            Self::AlreadyRegistered => "agency-already-registered",
        }
    }
}
