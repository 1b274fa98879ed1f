//! Payment gateways, as the application sees them.

use chrono::TimeDelta;
use domain::kernel::{Mobile, Rial};
use domain::payments::{Authority, GatewayName};
use std::sync::Arc;
use uuid::Uuid;

/// A payment to be opened at the gateway.
#[derive(Debug, Clone)]
pub struct SessionRequest {
    /// What is to be paid.
    pub amount: Rial,
    /// What for, in words that the payer may read; without personal data.
    pub description: String,
    /// Where the payer's browser is sent back to.
    pub callback_url: String,
    /// Our id of the attempt.
    pub order_id: Uuid,
    /// The payer's mobile number, so that the gateway can offer their saved cards.
    pub mobile: Option<Mobile>,
}

/// A payment that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// What the gateway calls it.
    pub authority: Authority,
    /// The pay page, where the payer's browser is sent. It holds the authority: not for logs.
    pub redirect_url: String,
}

/// What the gateway says when a payment is to be confirmed.
#[derive(Clone, PartialEq, Eq)]
pub enum Verification {
    /// It is paid, to the Rial. The same payment may be verified any number of times.
    Paid {
        /// The gateway's number of the transaction, for the receipt.
        reference: String,
        /// The card's number with its middle hidden.
        card_masked: Option<String>,
        /// SHA-256 of the card's number, where the gateway gives it.
        card_hash: Option<String>,
        /// What the gateway keeps, where it says so.
        fee: Option<Rial>,
        /// Whether it had been verified before.
        repeated: bool,
    },
    /// Nothing was paid so far, or it went back. Whether the payer is still at the pay page
    /// [`Gateway::inquire`] says: a word that somebody forged may have brought us here too early.
    NotPaid {
        /// The gateway's code.
        code: i32,
    },
    /// Something was paid, but not this amount.
    AmountDiffers {
        /// The gateway's code.
        code: i32,
        /// What was paid, where the gateway says so.
        found: Option<Rial>,
    },
}

/// Cards are left out.
impl std::fmt::Debug for Verification {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Paid { fee, repeated, .. } => write!(f, "Paid {{ fee: {fee:?}, repeated: {repeated}, … }}"),
            Self::NotPaid { code } => write!(f, "NotPaid({code})"),
            Self::AmountDiffers { code, found } => write!(f, "AmountDiffers({code}, found {found:?})"),
        }
    }
}

/// How a payment stands at the gateway, asked without changing anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inquiry {
    /// Paid, and to be verified.
    Paid,
    /// Paid and verified.
    Verified,
    /// The payer has not finished yet.
    Waiting,
    /// Nothing was paid.
    Failed,
    /// It was paid and went back.
    Reversed,
    /// The gateway does not know the payment, or says what nobody knows.
    Unknown,
}

/// A payment that waits at the gateway to be verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unverified {
    /// What the gateway calls it.
    pub authority: Authority,
    /// What was paid.
    pub amount: Rial,
}

/// Why a call to the gateway gave no answer. Neither merchant ids nor authorities nor the gateway's
/// own words, which may quote them, are in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GatewayFault {
    /// Whether the call took effect is **not known**: it must be asked again, never taken for a no.
    #[error("the gateway's answer is not known: {0}")]
    Unknown(Doubt),
    /// The gateway refused the call, which had no effect. Of a payment that was opened before it says
    /// nothing: with a wrong merchant id every verification is refused, paid or not.
    #[error("the gateway refused with code {code}")]
    Refused {
        /// Its code.
        code: i32,
    },
    /// This gateway knows no such call; nothing was sent.
    #[error("this gateway offers no such call")]
    Unsupported,
}

/// Why the outcome of a call is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// No answer in time.
    #[error("no answer in time")]
    Timeout,
    /// No connection; most likely the call never arrived.
    #[error("no connection")]
    NotReached,
    /// The connection broke before the answer was complete.
    #[error("the connection broke")]
    Broken,
    /// An answer of the machinery before the gateway, with its HTTP status.
    #[error("HTTP status {0}")]
    Status(u16),
    /// The gateway itself does not know.
    #[error("code {0}")]
    Code(i32),
    /// An answer that is not what the gateway's documents say.
    #[error("an answer that cannot be read")]
    Unreadable,
}

/// A payment gateway.
///
/// **Architecture invariant.** A payer's browser that comes back is a hint; only [`Gateway::verify`]
/// with the amount from our own log says that something was paid.
#[async_trait::async_trait]
pub trait Gateway: Send + Sync {
    /// Which one it is.
    fn name(&self) -> GatewayName;

    /// Opens a payment. Where the answer is unknown the attempt can be given up: nobody was sent there.
    ///
    /// # Errors
    /// [`GatewayFault`]
    async fn request(&self, request: &SessionRequest) -> Result<Session, GatewayFault>;

    /// Confirms that an amount was paid, so that the gateway keeps it for us. May be repeated.
    ///
    /// # Errors
    /// [`GatewayFault`]
    async fn verify(&self, authority: &Authority, amount: Rial) -> Result<Verification, GatewayFault>;

    /// Asks how a payment stands.
    ///
    /// # Errors
    /// [`GatewayFault`]
    async fn inquire(&self, authority: &Authority) -> Result<Inquiry, GatewayFault>;

    /// The payments that wait to be verified.
    ///
    /// # Errors
    /// [`GatewayFault`]; [`GatewayFault::Unsupported`] where the gateway keeps no such list.
    async fn unverified(&self) -> Result<Vec<Unverified>, GatewayFault>;

    /// Gives a paid amount back, as long as the gateway allows it.
    ///
    /// # Errors
    /// [`GatewayFault`]; [`GatewayFault::Unsupported`] where the gateway cannot.
    async fn reverse(&self, authority: &Authority) -> Result<(), GatewayFault>;
}

/// The gateways of a city, in the order in which a payer is offered them; there may be none.
#[derive(Clone)]
pub struct Gateways {
    list: Arc<[Arc<dyn Gateway>]>,
    inquiry_after: TimeDelta,
}

impl Gateways {
    /// These gateways; payments without news are asked about after 15 minutes.
    pub fn new(list: Vec<Arc<dyn Gateway>>) -> Self {
        Self { list: list.into(), inquiry_after: TimeDelta::minutes(15) }
    }

    /// The same with another patience.
    #[must_use]
    pub fn asking_after(self, inquiry_after: TimeDelta) -> Self {
        Self { inquiry_after, ..self }
    }

    /// How long after its last news an open payment is asked about.
    pub fn inquiry_after(&self) -> TimeDelta {
        self.inquiry_after
    }

    /// The gateway of a name, where the city has it.
    pub fn named(&self, name: GatewayName) -> Option<Arc<dyn Gateway>> {
        self.list.iter().find(|gateway| gateway.name() == name).cloned()
    }

    /// The gateway that a payer gets who does not choose.
    pub fn first(&self) -> Option<Arc<dyn Gateway>> {
        self.list.first().cloned()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<dyn Gateway>> {
        self.list.iter()
    }
}

impl Default for Gateways {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}
