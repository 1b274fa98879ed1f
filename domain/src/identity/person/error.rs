use crate::kernel::Refusal;

/// Why a command on a person's record was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PersonError {
    /// Nobody is known under this id.
    #[error("this person is not registered")]
    Absent,
    /// The person is known.
    #[error("this person is registered already")]
    AlreadyRegistered,
    /// The details were declared with an application.
    #[error("these details were declared with an application and stand")]
    Declared,
}

impl Refusal for PersonError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "person-absent",
            Self::AlreadyRegistered => "person-already-registered",
            Self::Declared => "person-details-declared",
        }
    }
}
