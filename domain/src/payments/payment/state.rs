use super::{Claimed, CreatePayment, PaymentCommand, PaymentError, PaymentEvent, PaymentPurpose, Receipt, Split, Suspense};
use crate::kernel::Rial;
use crate::kernel::event::aggregate;
use crate::payments::{Authority, GatewayName};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The least that a gateway takes, in Rial.
const LEAST: i64 = 10_000;

/// A payment's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Payment {
    /// Nothing happened yet.
    #[default]
    Absent,
    /// The gateway was asked for a session.
    SessionRequested(Attempt),
    /// The gateway has a session, and how it ended is not known.
    Open {
        /// The session.
        session: Session,
        /// How far it is.
        stage: Stage,
    },
    /// The money is there.
    Succeeded(Session),
    /// The money is there, and held.
    InSuspense(Session),
    /// It ended without money, as far as is known: should the gateway say otherwise later, the
    /// money counts.
    Ended {
        /// The session, where there was one.
        session: Option<Session>,
        /// How.
        ending: Ending,
    },
}

/// What is paid, how much, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// What is paid.
    pub purpose: PaymentPurpose,
    /// Whose account pays, where one does.
    pub account_id: Option<Uuid>,
    /// How much, in Rial.
    pub amount: Rial,
    /// Through which gateway.
    pub gateway: GatewayName,
    /// To whom the money goes.
    pub split: Split,
}

/// An attempt that the gateway knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The attempt.
    pub attempt: Attempt,
    /// The gateway's name for it.
    pub authority: Authority,
    /// The gateway's page where the payer pays.
    pub pay_url: String,
    /// Somebody came back with the claim that it was paid.
    pub heard_ok: bool,
    /// Somebody came back with the claim that it was not.
    pub heard_nok: bool,
    /// Money of another amount that the gateway holds, in Rial.
    pub held: Option<Rial>,
}

/// How far an open session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// The payer may be at the gateway.
    Started,
    /// The payer came back.
    CallbackReceived,
    /// The gateway was asked, and has said nothing final yet.
    Verifying,
    /// The gateway was asked in vain.
    InDoubt {
        /// How often.
        asked: u32,
    },
    /// Somebody has to look.
    NeedsReview,
}

/// How a payment ended without money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// The gateway said no.
    Rejected,
    /// The payer turned back.
    Cancelled,
    /// Nothing was heard.
    Expired,
}

impl Payment {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`PaymentError`].
    pub fn decide(&self, command: PaymentCommand) -> Result<Vec<PaymentEvent>, PaymentError> {
        let event = match command {
            PaymentCommand::Create(create) => return self.create(create),
            PaymentCommand::OpenSession { authority, pay_url } => self.open_session(authority, pay_url)?,
            PaymentCommand::ReceiveCallback { claims } => self.receive_callback(claims)?,
            PaymentCommand::RequestVerification => match self.stage()? {
                Stage::Started | Stage::CallbackReceived => PaymentEvent::VerificationRequested {},
                Stage::Verifying | Stage::InDoubt { .. } | Stage::NeedsReview => return Err(PaymentError::AlreadyVerifying),
            },
            PaymentCommand::NoteTimeout => match self.stage()? {
                Stage::Verifying => PaymentEvent::GatewayTimeoutDuringVerification { asked: 1 },
                Stage::InDoubt { asked } => PaymentEvent::GatewayTimeoutDuringVerification { asked: asked.saturating_add(1) },
                Stage::Started | Stage::CallbackReceived => return Err(PaymentError::NotVerifying),
                Stage::NeedsReview => return Err(PaymentError::AlreadyInReview),
            },
            PaymentCommand::Succeed(receipt) => return Ok(self.released().chain([self.succeed(receipt)?]).collect()),
            PaymentCommand::Fail { code, by_payer } => return Ok(self.released().chain([self.fail(code, by_payer)?]).collect()),
            PaymentCommand::Expire => self.expire()?,
            PaymentCommand::DetectAmountMismatch { found } => match self.stage()? {
                Stage::Verifying | Stage::InDoubt { .. } => return Ok(mismatch(&self.session()?.attempt, found)),
                Stage::Started | Stage::CallbackReceived => return Err(PaymentError::NotVerifying),
                Stage::NeedsReview => return Err(PaymentError::AlreadyInReview),
            },
            PaymentCommand::ReferForReview => match self.stage()? {
                Stage::InDoubt { asked } => PaymentEvent::PaymentReferredForReview { asked },
                Stage::NeedsReview => return Err(PaymentError::AlreadyInReview),
                Stage::Started | Stage::CallbackReceived | Stage::Verifying => return Err(PaymentError::NotInDoubt),
            },
            PaymentCommand::HoldInSuspense(why) => self.hold(why)?,
        };
        Ok(vec![event])
    }

    fn create(&self, create: CreatePayment) -> Result<Vec<PaymentEvent>, PaymentError> {
        if *self != Self::Absent {
            return Err(PaymentError::AlreadyCreated);
        }
        if create.amount.get() < LEAST {
            return Err(PaymentError::TooLittle);
        }
        if create.split.total() != Some(create.amount) {
            return Err(PaymentError::SplitDiffers);
        }
        match (&create.purpose, &create.split) {
            (PaymentPurpose::Invoice { .. }, Split::Fees { .. }) => {}
            (PaymentPurpose::Fare { ride }, Split::Fare { driver_id, .. }) if ride.driver_id == Some(*driver_id) => {}
            (PaymentPurpose::Fare { ride }, _) if ride.driver_id.is_none() => return Err(PaymentError::NoDriver),
            _ => return Err(PaymentError::SplitDiffers),
        }
        let gateway = create.gateway;
        let created = [
            PaymentEvent::PaymentCreated {
                purpose: create.purpose,
                account_id: create.account_id,
                amount: create.amount,
                gateway,
                split: create.split,
            },
            PaymentEvent::GatewaySessionRequested { gateway },
        ];
        Ok(created.into_iter().chain(create.mobile.map(|mobile| PaymentEvent::PayerMobileGiven { mobile })).collect())
    }

    fn open_session(&self, authority: Authority, pay_url: String) -> Result<PaymentEvent, PaymentError> {
        match self {
            Self::Absent => Err(PaymentError::Absent),
            Self::SessionRequested(attempt) => Ok(PaymentEvent::GatewaySessionOpened { gateway: attempt.gateway, authority, pay_url }),
            Self::Open { .. } | Self::Succeeded(_) | Self::InSuspense(_) => Err(PaymentError::SessionAlreadyOpen),
            Self::Ended { .. } => Err(PaymentError::AlreadyEnded),
        }
    }

    /// Each claim is kept once: whoever repeats an address makes no history.
    fn receive_callback(&self, claims: Claimed) -> Result<PaymentEvent, PaymentError> {
        let session = self.session()?;
        let known = match claims {
            Claimed::Ok => session.heard_ok,
            Claimed::Nok => session.heard_nok,
        };
        match self {
            Self::Succeeded(_) | Self::InSuspense(_) => Err(PaymentError::AlreadySucceeded),
            _ if known => Err(PaymentError::CallbackKnown),
            _ => Ok(PaymentEvent::CallbackReceived { claims }),
        }
    }

    fn succeed(&self, receipt: Receipt) -> Result<PaymentEvent, PaymentError> {
        let session = self.session()?;
        match self {
            Self::Succeeded(_) | Self::InSuspense(_) => return Err(PaymentError::AlreadySucceeded),
            Self::Open { stage: Stage::Started | Stage::CallbackReceived, .. } => return Err(PaymentError::NotVerifying),
            _ => {}
        }
        let attempt = session.attempt.clone();
        Ok(PaymentEvent::PaymentSucceeded {
            purpose: attempt.purpose,
            amount: attempt.amount,
            gateway: attempt.gateway,
            reference: receipt.reference,
            card_masked: receipt.card_masked,
            card_hash: receipt.card_hash,
            fee: receipt.fee,
            split: attempt.split,
        })
    }

    fn fail(&self, code: String, by_payer: bool) -> Result<PaymentEvent, PaymentError> {
        let turned_back = match self {
            Self::Absent => return Err(PaymentError::Absent),
            Self::SessionRequested(_) => by_payer,
            Self::Open { session, .. } => by_payer || (session.heard_nok && !session.heard_ok),
            Self::Succeeded(_) | Self::InSuspense(_) => return Err(PaymentError::AlreadySucceeded),
            Self::Ended { .. } => return Err(PaymentError::AlreadyEnded),
        };
        Ok(if turned_back { PaymentEvent::PaymentCancelledByUser {} } else { PaymentEvent::PaymentRejected { code } })
    }

    /// What was held of another amount is not, once it is known how the payment ended.
    fn released(&self) -> impl Iterator<Item = PaymentEvent> {
        let held = match self {
            Self::Open { session, .. } => session.held.map(|amount| (amount, session.attempt.gateway)),
            _ => None,
        };
        held.map(|(amount, gateway)| PaymentEvent::MismatchedMoneyReleased { amount, gateway }).into_iter()
    }

    fn expire(&self) -> Result<PaymentEvent, PaymentError> {
        match self {
            Self::Absent => Err(PaymentError::Absent),
            Self::SessionRequested(_) | Self::Open { stage: Stage::Started | Stage::CallbackReceived | Stage::Verifying, .. } => {
                Ok(PaymentEvent::PaymentExpired {})
            }
            Self::Open { stage: Stage::InDoubt { .. } | Stage::NeedsReview, .. } => Err(PaymentError::MoneyInDoubt),
            Self::Succeeded(_) | Self::InSuspense(_) => Err(PaymentError::AlreadySucceeded),
            Self::Ended { .. } => Err(PaymentError::AlreadyEnded),
        }
    }

    fn hold(&self, why: Suspense) -> Result<PaymentEvent, PaymentError> {
        let attempt = match self {
            Self::Absent => return Err(PaymentError::Absent),
            Self::Succeeded(session) => session.attempt.clone(),
            Self::InSuspense(_) => return Err(PaymentError::AlreadyInSuspense),
            Self::SessionRequested(_) | Self::Open { .. } | Self::Ended { .. } => return Err(PaymentError::NotSucceeded),
        };
        let Attempt { amount, gateway, split, .. } = attempt;
        Ok(match why {
            Suspense::Duplicate { paid_by } => PaymentEvent::DuplicatePaymentDetected { paid_by, amount, gateway, split },
            Suspense::Late => PaymentEvent::LatePaymentDetected { amount, gateway, split },
        })
    }

    /// The gateway's session, where there is one.
    ///
    /// # Errors
    /// [`PaymentError::Absent`], [`PaymentError::NoSession`]
    pub fn session(&self) -> Result<&Session, PaymentError> {
        match self {
            Self::Absent => Err(PaymentError::Absent),
            Self::SessionRequested(_) | Self::Ended { session: None, .. } => Err(PaymentError::NoSession),
            Self::Open { session, .. }
            | Self::Succeeded(session)
            | Self::InSuspense(session)
            | Self::Ended { session: Some(session), .. } => Ok(session),
        }
    }

    /// How far an open session is; what has ended has no stage.
    fn stage(&self) -> Result<Stage, PaymentError> {
        match self {
            Self::Absent => Err(PaymentError::Absent),
            Self::SessionRequested(_) => Err(PaymentError::NoSession),
            Self::Open { stage, .. } => Ok(*stage),
            Self::Succeeded(_) | Self::InSuspense(_) => Err(PaymentError::AlreadySucceeded),
            Self::Ended { .. } => Err(PaymentError::AlreadyEnded),
        }
    }

    pub(super) fn fold(&mut self, event: PaymentEvent) {
        *self = match (std::mem::take(self), event) {
            (_, PaymentEvent::PaymentCreated { purpose, account_id, amount, gateway, split }) => {
                Self::SessionRequested(Attempt { purpose, account_id, amount, gateway, split })
            }
            (Self::SessionRequested(attempt), PaymentEvent::GatewaySessionOpened { authority, pay_url, .. }) => {
                let session = Session { attempt, authority, pay_url, heard_ok: false, heard_nok: false, held: None };
                Self::Open { session, stage: Stage::Started }
            }
            (state, PaymentEvent::CallbackReceived { claims }) => state.hear(claims),
            (Self::Open { session, .. }, PaymentEvent::VerificationRequested {}) => Self::Open { session, stage: Stage::Verifying },
            (Self::Open { session, .. }, PaymentEvent::GatewayTimeoutDuringVerification { asked }) => {
                Self::Open { session, stage: Stage::InDoubt { asked } }
            }
            (
                Self::Open { session, .. },
                PaymentEvent::AmountMismatchDetected { .. } | PaymentEvent::PaymentReferredForReview { .. },
            ) => Self::Open { session, stage: Stage::NeedsReview },
            (Self::Open { session, stage }, PaymentEvent::MismatchedMoneyHeld { amount, .. }) => {
                Self::Open { session: Session { held: Some(amount), ..session }, stage }
            }
            (Self::Open { session, stage }, PaymentEvent::MismatchedMoneyReleased { .. }) => {
                Self::Open { session: Session { held: None, ..session }, stage }
            }
            (Self::Open { session, .. } | Self::Ended { session: Some(session), .. }, PaymentEvent::PaymentSucceeded { .. }) => {
                Self::Succeeded(session)
            }
            (Self::Succeeded(session), PaymentEvent::DuplicatePaymentDetected { .. } | PaymentEvent::LatePaymentDetected { .. }) => {
                Self::InSuspense(session)
            }
            (state, PaymentEvent::PaymentRejected { .. }) => state.end(Ending::Rejected),
            (state, PaymentEvent::PaymentCancelledByUser {}) => state.end(Ending::Cancelled),
            (state, PaymentEvent::PaymentExpired {}) => state.end(Ending::Expired),
            (state, _) => state,
        };
    }

    fn hear(self, claims: Claimed) -> Self {
        let hear = |mut session: Session| {
            match claims {
                Claimed::Ok => session.heard_ok = true,
                Claimed::Nok => session.heard_nok = true,
            }
            session
        };
        match self {
            Self::Open { session, stage: Stage::Started } => Self::Open { session: hear(session), stage: Stage::CallbackReceived },
            Self::Open { session, stage } => Self::Open { session: hear(session), stage },
            Self::Ended { session, ending } => Self::Ended { session: session.map(hear), ending },
            other => other,
        }
    }

    fn end(self, ending: Ending) -> Self {
        let session = match self {
            Self::Open { session, .. } | Self::Succeeded(session) | Self::InSuspense(session) => Some(session),
            Self::Ended { session, .. } => session,
            Self::Absent | Self::SessionRequested(_) => None,
        };
        Self::Ended { session, ending }
    }
}

/// Another amount than the one asked for. Where the gateway says how much it holds, that is held.
fn mismatch(attempt: &Attempt, found: Option<Rial>) -> Vec<PaymentEvent> {
    let held = found.filter(|amount| !amount.is_zero());
    let detected = PaymentEvent::AmountMismatchDetected { expected: attempt.amount, found };
    std::iter::once(detected).chain(held.map(|amount| PaymentEvent::MismatchedMoneyHeld { amount, gateway: attempt.gateway })).collect()
}

aggregate!(Payment, PaymentCommand, PaymentEvent, PaymentError);
