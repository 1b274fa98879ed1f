use crate::kernel::Refusal;

/// Why a complaint was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComplaintError {
    /// There is no such complaint.
    #[error("there is no such complaint")]
    Absent,
    /// It was lodged.
    #[error("this complaint was lodged already")]
    AlreadyLodged,
    /// Policy offers no such category.
    #[error("policy knows no such category")]
    UnknownCategory,
    /// It cannot have happened later than now.
    #[error("the ride cannot lie in the future")]
    OccurredInTheFuture,
    /// It is decided.
    #[error("this complaint is resolved")]
    Resolved,
    /// Nobody decides on a complaint about themselves.
    #[error("this complaint is about the officer's own driving")]
    AboutOneself,
    /// Nobody knows who drove.
    #[error("nobody knows who drove")]
    NoDriver,
    /// The driver was asked.
    #[error("the driver was asked already")]
    DriverAskedAlready,
    /// The driver was not asked yet.
    #[error("the driver was not asked")]
    DriverNotAsked,
    /// Somebody else drove.
    #[error("somebody else is asked")]
    OtherDriver,
    /// The driver was heard.
    #[error("the driver was heard already")]
    DriverHeardAlready,
    /// The last day for an answer is past.
    #[error("the driver's last day is past")]
    DriverTooLate,
    /// A finding against a driver who was neither heard nor had time to be.
    #[error("the driver is heard before a finding")]
    DriverNotHeard,
    /// Policy offers no such reason for this outcome.
    #[error("policy knows no such reason for this outcome")]
    UnknownReason,
}

impl Refusal for ComplaintError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "complaint-absent",
            Self::AlreadyLodged => "complaint-already-lodged",
            Self::UnknownCategory => "unknown-category",
            Self::OccurredInTheFuture => "occurred-in-the-future",
            Self::Resolved => "complaint-resolved",
            Self::AboutOneself => "complaint-about-oneself",
            Self::NoDriver => "no-driver-known",
            Self::DriverAskedAlready => "driver-asked-already",
            Self::DriverNotAsked => "driver-not-asked",
            Self::OtherDriver => "other-driver",
            Self::DriverHeardAlready => "driver-heard-already",
            Self::DriverTooLate => "driver-too-late",
            Self::DriverNotHeard => "driver-not-heard",
            Self::UnknownReason => "unknown-resolution-reason",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        match self {
            Self::UnknownCategory => Some("/category"),
            Self::OccurredInTheFuture => Some("/occurred_at"),
            Self::UnknownReason => Some("/reason_code"),
            _ => None,
        }
    }
}
