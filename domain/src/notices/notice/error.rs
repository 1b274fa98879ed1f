use crate::kernel::Refusal;

/// Why a notice's command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    /// There is no such notice.
    #[error("there is no such notice")]
    Absent,
    /// It was prepared.
    #[error("this notice was prepared already")]
    AlreadyPrepared,
    /// It was delivered.
    #[error("this notice was delivered already")]
    AlreadyDelivered,
    /// It was given up.
    #[error("this notice was given up already")]
    AlreadyGivenUp,
}

impl Refusal for NoticeError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "notice-absent",
            Self::AlreadyPrepared => "notice-already-prepared",
            Self::AlreadyDelivered => "notice-already-delivered",
            Self::AlreadyGivenUp => "notice-already-given-up",
        }
    }
}
