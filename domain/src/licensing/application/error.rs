use crate::kernel::Refusal;

/// Why a command on an application was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplicationError {
    /// There is no such application.
    #[error("there is no such application")]
    Absent,
    /// It was begun before.
    #[error("this application was begun already")]
    AlreadyStarted,
    /// It ended: granted, refused, withdrawn or not taken up.
    #[error("this application has ended")]
    Ended,
    /// It is not being written any more.
    #[error("this application was sent and cannot be changed")]
    NotADraft,
    /// It does not lie with the officers.
    #[error("this application is not under review")]
    NotUnderReview,
    /// Nothing is asked for.
    #[error("nothing is asked for")]
    NothingRequested,
    /// Only what was asked for can be changed now.
    #[error("this was not asked for")]
    NotRequested,
    /// The permit kind asks no such thing.
    #[error("this permit kind has no such question, document or consent")]
    UnknownQuestion,
    /// Something that is needed is missing.
    #[error("something that is needed is missing")]
    Incomplete,
    /// A document's last day is past.
    #[error("a document is not good any more")]
    DocumentLapsed,
    /// This document needs its last day.
    #[error("the last day of this document is needed")]
    ValidUntilNeeded,
    /// The applicant did not declare.
    #[error("the declaration is needed")]
    NotDeclared,
    /// A rule of eligibility is not met.
    #[error("a rule of eligibility is not met")]
    NotEligible,
    /// The document was replaced, or never was.
    #[error("there is no such document, or it was replaced")]
    UnknownDocument,
    /// A needed document is not accepted.
    #[error("a needed document is not accepted yet")]
    DocumentsNotAccepted,
    /// Nobody decides on an application of their own.
    #[error("nobody decides on an application of their own")]
    OwnApplication,
    /// Nobody decides on an application that they entered at the counter.
    #[error("nobody decides on an application that they entered at the counter")]
    EnteredAtCounter,
    /// The officer took it up before.
    #[error("this officer took the application up already")]
    TakenUpAlready,
    /// Policy offers no such reason.
    #[error("policy knows no such reason")]
    UnknownReason,
    /// It was not agreed to, or its fee is assessed.
    #[error("no fee is to be assessed")]
    NotAgreed,
    /// Another invoice, or none, is to be paid.
    #[error("this invoice is not the one to be paid")]
    OtherInvoice,
    /// The sum is more than can be counted.
    #[error("the fee is more than can be counted")]
    FeeTooLarge,
    /// Nothing has run out yet.
    #[error("nothing has run out yet")]
    NotLapsed,
    /// It has no last valid day, or ended otherwise.
    #[error("this licence cannot be renewed")]
    NotRenewable,
    /// The window has not opened yet.
    #[error("it is too early to renew this licence")]
    RenewalNotOpen,
    /// The grace period is over.
    #[error("it is too late to renew this licence")]
    RenewalTooLate,
    /// It expired while it was suspended.
    #[error("this licence expired while it was suspended")]
    RenewalOfSuspended,
    /// A renewal keeps the vehicle that the permit names.
    #[error("a renewal keeps the vehicle that the permit names")]
    VehicleFixed,
    /// The vehicle is neither worn out nor past its threshold age.
    #[error("only a vehicle that is worn out or past its threshold age is replaced")]
    NotWornOut,
    /// An officer decides on it.
    #[error("an officer decides on this application")]
    OfficerNeeded,
}

impl Refusal for ApplicationError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "application-absent",
            Self::AlreadyStarted => "application-already-started",
            Self::Ended => "application-ended",
            Self::NotADraft => "application-not-a-draft",
            Self::NotUnderReview => "application-not-under-review",
            Self::NothingRequested => "nothing-requested",
            Self::NotRequested => "not-requested",
            Self::UnknownQuestion => "unknown-question",
            Self::Incomplete => "application-incomplete",
            Self::DocumentLapsed => "document-lapsed",
            Self::ValidUntilNeeded => "valid-until-needed",
            Self::NotDeclared => "declaration-needed",
            Self::NotEligible => "not-eligible",
            Self::UnknownDocument => "unknown-document",
            Self::DocumentsNotAccepted => "documents-not-accepted",
            Self::OwnApplication => "own-application",
            Self::EnteredAtCounter => "entered-at-counter",
            Self::TakenUpAlready => "taken-up-already",
            Self::UnknownReason => "unknown-decision-reason",
            Self::NotAgreed => "application-not-agreed",
            Self::OtherInvoice => "other-invoice",
            Self::FeeTooLarge => "fee-too-large",
            Self::NotLapsed => "nothing-lapsed",
            Self::NotRenewable => "licence-not-renewable",
            Self::RenewalNotOpen => "renewal-not-open",
            Self::RenewalTooLate => "renewal-too-late",
            Self::RenewalOfSuspended => "renewal-of-suspended",
            Self::VehicleFixed => "vehicle-fixed",
            Self::NotWornOut => "vehicle-not-worn-out",
            Self::OfficerNeeded => "officer-needed",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        match self {
            Self::UnknownReason => Some("/reason_code"),
            Self::ValidUntilNeeded | Self::DocumentLapsed => Some("/valid_until"),
            Self::NotDeclared => Some("/declared"),
            _ => None,
        }
    }
}
