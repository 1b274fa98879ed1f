use crate::kernel::Refusal;

/// Why a licence's command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LicenceError {
    /// There is no such licence.
    #[error("there is no such licence")]
    Absent,
    /// It exists.
    #[error("this licence exists already")]
    AlreadyIssued,
    /// The start lies too far back or ahead.
    #[error("the first valid day lies too far from today")]
    StartOutOfRange,
    /// It is suspended.
    #[error("this licence is suspended already")]
    AlreadySuspended,
    /// It is not suspended.
    #[error("this licence is not suspended")]
    NotSuspended,
    /// It ended, and nothing can change it.
    #[error("this licence has ended and cannot be changed")]
    Ended,
    /// Its last valid day is past.
    #[error("this licence has expired and cannot be changed")]
    Expired,
    /// Its last valid day is not past, or it has none.
    #[error("the last valid day of this licence is not past")]
    NotDue,
    /// It has no last valid day.
    #[error("this licence has no last valid day that could be put off")]
    NotRenewable,
    /// A renewal keeps it in force.
    #[error("a renewal of this licence is under way")]
    RenewalUnderWay,
    /// No such renewal keeps it in force.
    #[error("no such renewal of this licence is under way")]
    NoSuchRenewal,
    /// It expired while it was suspended.
    #[error("this licence expired while it was suspended")]
    SuspendedAtExpiry,
    /// It names no vehicle that could be another, or this one already.
    #[error("this licence names no vehicle that could be replaced by this one")]
    NotReplaceable,
    /// Policy offers no such ground or reason.
    #[error("policy knows no such ground")]
    UnknownGround,
    /// A suspension cannot end before it begins.
    #[error("the last day of a suspension cannot lie before its first or before today")]
    UntilBeforeFrom,
    /// A suspension cannot begin in the past.
    #[error("a suspension begins today or later")]
    FromInThePast,
}

impl Refusal for LicenceError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "licence-absent",
            Self::AlreadyIssued => "licence-already-issued",
            Self::StartOutOfRange => "start-out-of-range",
            Self::AlreadySuspended => "licence-already-suspended",
            Self::NotSuspended => "licence-not-suspended",
            Self::Ended => "licence-ended",
            Self::Expired => "licence-expired",
            Self::NotDue => "licence-not-due",
            Self::NotRenewable => "licence-not-renewable",
            Self::RenewalUnderWay => "renewal-under-way",
            Self::NoSuchRenewal => "no-such-renewal",
            Self::SuspendedAtExpiry => "renewal-of-suspended",
            Self::NotReplaceable => "vehicle-not-replaceable",
            Self::UnknownGround => "unknown-ground",
            Self::UntilBeforeFrom => "until-before-from",
            Self::FromInThePast => "from-in-the-past",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        match self {
            Self::StartOutOfRange => Some("/starts_on"),
            Self::UnknownGround => Some("/ground"),
            Self::UntilBeforeFrom => Some("/until"),
            Self::FromInThePast => Some("/from"),
            _ => None,
        }
    }
}
