use crate::feedback::rating::Ride;
use crate::kernel::event::{event_types, optional};
use crate::kernel::{ClaimChange, Pii, Rial};
use crate::payments::invoice::InvoiceItem;
use crate::payments::{Authority, GatewayName};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happened to a payment. Whatever moves money says in itself how much, where it lies and to
/// whom it goes, so that a journal is made from one event alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum PaymentEvent {
    /// Somebody set out to pay.
    PaymentCreated {
        /// What is paid.
        purpose: PaymentPurpose,
        /// Whose account pays, where one does.
        account_id: Option<Uuid>,
        /// How much, in Rial.
        amount: Rial,
        /// Through which gateway.
        gateway: GatewayName,
        /// To whom the money goes once it is there.
        split: Split,
    },
    /// The payer left a mobile number.
    PayerMobileGiven {
        /// The number.
        mobile: Pii,
    },
    /// The gateway is about to be asked for a session. Stored before it is.
    GatewaySessionRequested {
        /// The gateway.
        gateway: GatewayName,
    },
    /// The gateway opened a session: the payer may go there.
    GatewaySessionOpened {
        /// The gateway.
        gateway: GatewayName,
        /// The gateway's name for the session.
        authority: Authority,
        /// The gateway's page where the payer pays.
        pay_url: String,
    },
    /// Somebody came back from the gateway.
    CallbackReceived {
        /// What the address claims. A hint, no proof.
        claims: Claimed,
    },
    /// The gateway is about to be asked how it ended. Stored before it is.
    VerificationRequested {},
    /// The gateway was asked and did not say how it ended.
    GatewayTimeoutDuringVerification {
        /// How often it was asked in vain, from 1.
        asked: u32,
    },
    /// The gateway confirmed that the money is there.
    PaymentSucceeded {
        /// What was paid.
        purpose: PaymentPurpose,
        /// How much, in Rial.
        amount: Rial,
        /// Where it lies.
        gateway: GatewayName,
        /// The gateway's reference number.
        reference: String,
        /// The masked number of the card.
        card_masked: Option<Pii>,
        /// The gateway's hash of the card's number.
        card_hash: Option<Pii>,
        /// What the gateway keeps of it when it settles, in Rial.
        fee: Option<Rial>,
        /// To whom the money goes.
        split: Split,
    },
    /// The gateway said that there is no money and will be none.
    PaymentRejected {
        /// The gateway's code, or ours.
        code: String,
    },
    /// The payer turned back at the gateway.
    PaymentCancelledByUser {},
    /// Nothing was heard for too long.
    PaymentExpired {},
    /// The gateway holds another amount than the one asked for.
    AmountMismatchDetected {
        /// What was asked for, in Rial.
        expected: Rial,
        /// What it holds, where it says so, in Rial.
        found: Option<Rial>,
    },
    /// The gateway holds money that is not what was asked for.
    MismatchedMoneyHeld {
        /// How much, in Rial.
        amount: Rial,
        /// Where it lies.
        gateway: GatewayName,
    },
    /// Money of another amount is held no longer: it went back, or the whole was confirmed.
    MismatchedMoneyReleased {
        /// How much, in Rial.
        amount: Rial,
        /// Where it lay.
        gateway: GatewayName,
    },
    /// Asking did not help: somebody has to look.
    PaymentReferredForReview {
        /// How often the gateway was asked in vain.
        asked: u32,
    },
    /// The money is here, and another payment was first.
    DuplicatePaymentDetected {
        /// The payment that was first.
        paid_by: Uuid,
        /// How much is held, in Rial.
        amount: Rial,
        /// Where it lies.
        gateway: GatewayName,
        /// To whom it does not go.
        split: Split,
    },
    /// The money is here, and nothing was owed any more.
    LatePaymentDetected {
        /// How much is held, in Rial.
        amount: Rial,
        /// Where it lies.
        gateway: GatewayName,
        /// To whom it does not go.
        split: Split,
    },
}

/// What is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PaymentPurpose {
    /// An invoice.
    Invoice {
        /// The invoice.
        invoice_id: Uuid,
    },
    /// The fare of a ride.
    Fare {
        /// Whose ride it was, as the scanned code stood for it at that moment.
        ride: Ride,
    },
}

/// To whom the money of a payment goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Split {
    /// To the organisation, as fees.
    Fees {
        /// Which fees.
        items: Vec<InvoiceItem>,
    },
    /// To a driver, and a commission to the organisation.
    Fare {
        /// The driver.
        driver_id: Uuid,
        /// What of the fare is the driver's, in Rial.
        driver: Rial,
        /// What of the fare is the organisation's, in Rial.
        commission: Rial,
        /// The tip, in Rial: wholly the driver's.
        tip: Rial,
    },
}

impl Split {
    /// All shares together, in Rial; none where that is too much to count.
    pub fn total(&self) -> Option<Rial> {
        match self {
            Self::Fees { items } => Rial::sum(items.iter().map(|item| item.amount)),
            Self::Fare { driver, commission, tip, .. } => Rial::sum([*driver, *commission, *tip]),
        }
    }
}

/// What the address by which somebody came back claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Claimed {
    /// That it was paid.
    Ok,
    /// That it was not.
    Nok,
}

event_types! { PaymentEvent of "payment" {
    PaymentCreated: "1",
    PayerMobileGiven: "1",
    GatewaySessionRequested: "1",
    GatewaySessionOpened: "1",
    CallbackReceived: "1",
    VerificationRequested: "1",
    GatewayTimeoutDuringVerification: "1",
    PaymentSucceeded: "1",
    PaymentRejected: "1",
    PaymentCancelledByUser: "1",
    PaymentExpired: "1",
    AmountMismatchDetected: "1",
    MismatchedMoneyHeld: "1",
    MismatchedMoneyReleased: "1",
    PaymentReferredForReview: "1",
    DuplicatePaymentDetected: "1",
    LatePaymentDetected: "1",
}
    fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
        match self {
            Self::PayerMobileGiven { mobile } => vec![("mobile", mobile)],
            Self::PaymentSucceeded { card_masked, card_hash, .. } => {
                optional("card_masked", card_masked).into_iter().chain(optional("card_hash", card_hash)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<ClaimChange> {
        match self {
            Self::GatewaySessionOpened { gateway, authority, .. } => {
                vec![ClaimChange::Take { scope: AUTHORITY, value: authority_value(*gateway, authority) }]
            }
            _ => Vec::new(),
        }
    }
}

/// The scope in which sessions of gateways are claimed.
pub const AUTHORITY: &str = "payment.authority";

/// A session as it is claimed: two gateways may use the same number.
pub fn authority_value(gateway: GatewayName, authority: &Authority) -> String {
    format!("{}:{}", gateway.as_str(), authority.as_str())
}
