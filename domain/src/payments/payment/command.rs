use super::{Claimed, PaymentPurpose, Split};
use crate::kernel::{Pii, Rial};
use crate::payments::{Authority, GatewayName};
use uuid::Uuid;

/// What can be asked of a payment.
#[derive(Debug, Clone)]
pub enum PaymentCommand {
    /// Somebody sets out to pay; the gateway is asked for a session next.
    Create(CreatePayment),
    /// The gateway opened a session.
    OpenSession {
        /// The gateway's name for it.
        authority: Authority,
        /// The gateway's page where the payer pays.
        pay_url: String,
    },
    /// Somebody came back from the gateway.
    ReceiveCallback {
        /// What the address claims; never believed by itself.
        claims: Claimed,
    },
    /// The gateway is asked for the outcome next.
    RequestVerification,
    /// The gateway was asked and gave no answer that says how it ended.
    NoteTimeout,
    /// The gateway confirmed that the money is there.
    Succeed(Receipt),
    /// The gateway said that there will be no money.
    Fail {
        /// The gateway's code, or ours.
        code: String,
        /// Whether the gateway says that the payer cancelled.
        by_payer: bool,
    },
    /// Nothing was heard for too long, and no money can have moved.
    Expire,
    /// The gateway holds another amount than the one asked for.
    DetectAmountMismatch {
        /// What it holds, where it says so, in Rial.
        found: Option<Rial>,
    },
    /// Asking does not help any more: somebody has to look.
    ReferForReview,
    /// The money is here, and what it was for does not need it any more.
    HoldInSuspense(Suspense),
}

/// An attempt to pay.
#[derive(Debug, Clone)]
pub struct CreatePayment {
    /// What is paid.
    pub purpose: PaymentPurpose,
    /// Whose account pays, where one does.
    pub account_id: Option<Uuid>,
    /// The mobile number that the payer left.
    pub mobile: Option<Pii>,
    /// How much, in Rial.
    pub amount: Rial,
    /// Through which gateway.
    pub gateway: GatewayName,
    /// To whom the money goes.
    pub split: Split,
}

/// What a gateway says of money that it holds for us.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    /// Its reference number.
    pub reference: String,
    /// The masked number of the card.
    pub card_masked: Option<Pii>,
    /// The gateway's hash of the card's number.
    pub card_hash: Option<Pii>,
    /// What the gateway keeps, in Rial.
    pub fee: Option<Rial>,
}

/// Why money that is here is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suspense {
    /// Another payment was first.
    Duplicate {
        /// That payment.
        paid_by: Uuid,
    },
    /// Nothing was owed any more.
    Late,
}
