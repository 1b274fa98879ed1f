use crate::kernel::Refusal;

/// Why a payment's command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaymentError {
    /// It was never begun.
    #[error("there is no such payment")]
    Absent,
    /// It was begun.
    #[error("this payment was begun already")]
    AlreadyCreated,
    /// The shares are not the whole.
    #[error("the shares of this payment do not add up to its amount")]
    SplitDiffers,
    /// Nobody drives, so that nobody would get the fare.
    #[error("nobody is known to drive this car")]
    NoDriver,
    /// No gateway takes so little.
    #[error("a payment is 10,000 Rial at least")]
    TooLittle,
    /// The gateway has not opened a session.
    #[error("the gateway has not opened a session for this payment")]
    NoSession,
    /// The gateway has opened a session.
    #[error("the gateway has opened a session for this payment already")]
    SessionAlreadyOpen,
    /// The same was heard before.
    #[error("this return from the gateway is known already")]
    CallbackKnown,
    /// The outcome is being asked for.
    #[error("the gateway is being asked about this payment already")]
    AlreadyVerifying,
    /// The gateway was not asked yet.
    #[error("the gateway was not asked about this payment yet")]
    NotVerifying,
    /// The outcome is not in doubt.
    #[error("this payment is not in doubt")]
    NotInDoubt,
    /// Money may have moved, so it does not expire.
    #[error("this payment is in doubt and cannot expire")]
    MoneyInDoubt,
    /// Somebody looks at it.
    #[error("this payment waits for review already")]
    AlreadyInReview,
    /// It succeeded.
    #[error("this payment has succeeded already")]
    AlreadySucceeded,
    /// It ended without money.
    #[error("this payment has ended already")]
    AlreadyEnded,
    /// There is no money to hold.
    #[error("this payment has not succeeded")]
    NotSucceeded,
    /// The money is held.
    #[error("this payment is held in suspense already")]
    AlreadyInSuspense,
}

impl Refusal for PaymentError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "payment-absent",
            Self::AlreadyCreated => "payment-already-created",
            Self::SplitDiffers => "payment-split-differs",
            Self::NoDriver => "fare-without-driver",
            Self::TooLittle => "payment-too-little",
            Self::NoSession => "payment-without-session",
            Self::SessionAlreadyOpen => "payment-session-already-open",
            Self::CallbackKnown => "payment-callback-known",
            Self::AlreadyVerifying => "payment-already-verifying",
            Self::NotVerifying => "payment-not-verifying",
            Self::NotInDoubt => "payment-not-in-doubt",
            Self::MoneyInDoubt => "payment-money-in-doubt",
            Self::AlreadyInReview => "payment-already-in-review",
            Self::AlreadySucceeded => "payment-already-succeeded",
            Self::AlreadyEnded => "payment-already-ended",
            Self::NotSucceeded => "payment-not-succeeded",
            Self::AlreadyInSuspense => "payment-already-in-suspense",
        }
    }
}
