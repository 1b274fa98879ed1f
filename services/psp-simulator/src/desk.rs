//! The gateway's books: every payment and how it stands.

use crate::faults::{Call, CallbackFault, Fault, Faults};
use crate::payment::{Payment, Protocol, Receipt, Standing};
use chrono::{DateTime, TimeDelta, Utc};
use rand::distributions::Alphanumeric;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The time of day.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What a simulator works with.
#[derive(Clone)]
pub struct Options {
    /// The time of day.
    pub clock: Clock,
    /// Where authorities and reference numbers are drawn from.
    pub seed: u64,
    /// How long a payer has for paying.
    pub session: TimeDelta,
    /// After how long a payment that nobody verified goes back.
    pub auto_reverse_after: TimeDelta,
    /// How long a payment may be reversed on demand.
    pub reversible: TimeDelta,
}

impl Options {
    /// With the gateway's own times: 20 minutes for paying, 30 for verifying, 30 for reversing.
    pub fn new(clock: Clock, seed: u64) -> Self {
        let minutes = TimeDelta::minutes;
        Self { clock, seed, session: minutes(20), auto_reverse_after: minutes(30), reversible: minutes(30) }
    }
}

/// What a merchant asks for.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub protocol: Protocol,
    pub merchant: String,
    pub amount: i64,
    pub description: String,
    pub callback_url: String,
    pub order_id: Option<String>,
}

/// What a payer does on the pay page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Pays what is asked.
    Pay,
    /// Pays another amount, in Rial.
    PayPart(i64),
    /// Goes away.
    Cancel,
}

/// The payer cannot do that any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotAct {
    /// No such payment.
    #[error("there is no such payment")]
    Unknown,
    /// It was paid or cancelled before, or its time ran out.
    #[error("this payment is over")]
    Over,
    /// Not an amount.
    #[error("an amount is more than nothing")]
    Amount,
}

/// The gateway's books.
pub struct Desk {
    options: Options,
    inner: Mutex<Inner>,
}

struct Inner {
    payments: BTreeMap<String, Payment>,
    faults: Faults,
    draw: StdRng,
    next_track: i64,
    ahead: TimeDelta,
}

impl Desk {
    pub(crate) fn new(options: Options) -> Self {
        let mut draw = StdRng::seed_from_u64(options.seed);
        let next_track = draw.gen_range(3_000_000_000..4_000_000_000);
        let inner = Inner { payments: BTreeMap::new(), faults: Faults::none(), draw, next_track, ahead: TimeDelta::zero() };
        Self { options, inner: Mutex::new(inner) }
    }

    /// Orders a fault for the next calls of a kind.
    pub fn order(&self, call: Call, fault: Fault, times: u32) {
        self.lock().faults.order(call, fault, times);
    }

    /// Orders a fault for the next payer who goes back.
    pub fn order_callback(&self, fault: CallbackFault) {
        self.lock().faults.order_callback(fault);
    }

    /// Draws faults from a seed, so many in a thousand calls, where none is ordered.
    pub fn draw_from(&self, seed: u64, per_thousand: u32) {
        self.lock().faults.draw_from(seed, per_thousand);
    }

    /// Drops every fault to come.
    pub fn clear_faults(&self) {
        self.lock().faults = Faults::none();
    }

    /// Runs ahead of the clock by so much more.
    pub fn run_ahead(&self, by: TimeDelta) {
        self.lock().ahead += by;
    }

    /// Every payment as it stands now.
    pub fn payments(&self) -> Vec<Payment> {
        self.up_to_date().0.payments.values().cloned().collect()
    }

    /// A payment as it stands now.
    pub fn payment(&self, authority: &str) -> Option<Payment> {
        self.up_to_date().0.payments.get(authority).cloned()
    }

    /// What the payer does.
    ///
    /// # Errors
    /// [`CannotAct`]
    pub fn act(&self, authority: &str, act: Act) -> Result<Payment, CannotAct> {
        let (mut inner, now) = self.up_to_date();
        let receipt = Receipt {
            amount: 0,
            at: now,
            reference: inner.draw.gen_range(10_000_000_000..100_000_000_000),
            card_masked: "502229******5995".to_owned(),
            card_hash: (0..8).map(|_| format!("{:08X}", inner.draw.r#gen::<u32>())).collect(),
        };
        let payment = inner.payments.get_mut(authority).ok_or(CannotAct::Unknown)?;
        if payment.standing != Standing::InBank {
            return Err(CannotAct::Over);
        }
        let amount = match act {
            Act::Pay => payment.amount,
            Act::PayPart(amount) if amount > 0 => amount,
            Act::PayPart(_) => return Err(CannotAct::Amount),
            Act::Cancel => {
                payment.standing = Standing::Cancelled;
                return Ok(payment.clone());
            }
        };
        payment.standing = Standing::Paid;
        payment.receipt = Some(Receipt { amount, ..receipt });
        Ok(payment.clone())
    }

    pub(crate) fn open(&self, asked: Asked) -> String {
        let authority = self.lock().authority(asked.protocol);
        self.open_as(authority.clone(), asked);
        authority
    }

    /// Opens a session again under the name that it had with a desk before this one; a known one stays
    /// as it is. A simulator keeps its books in memory, and whoever started it anew may know better.
    pub fn reopen(&self, protocol: Protocol, authority: &str, merchant: &str, amount: i64) {
        if self.payment(authority).is_none() {
            let (merchant, description) = (merchant.to_owned(), String::new());
            self.open_as(authority.to_owned(), Asked { protocol, merchant, amount, description, callback_url: String::new(), order_id: None });
        }
    }

    fn open_as(&self, authority: String, asked: Asked) {
        let (mut inner, now) = self.up_to_date();
        let Asked { protocol, merchant, amount, description, callback_url, order_id } = asked;
        let payment = Payment {
            protocol,
            authority: authority.clone(),
            merchant,
            amount,
            description,
            callback_url,
            order_id,
            opened_at: now,
            standing: Standing::InBank,
            receipt: None,
        };
        inner.payments.insert(authority, payment);
    }

    pub(crate) fn stand(&self, authority: &str, standing: Standing) {
        if let Some(payment) = self.lock().payments.get_mut(authority) {
            payment.standing = standing;
        }
    }

    /// Whether a paid payment may still be reversed on demand.
    pub(crate) fn is_reversible(&self, payment: &Payment) -> bool {
        let now = self.up_to_date().1;
        payment.receipt.as_ref().is_some_and(|receipt| now < receipt.at + self.options.reversible)
    }

    pub(crate) fn next_fault(&self, call: Call) -> Option<Fault> {
        self.lock().faults.next(call)
    }

    pub(crate) fn next_callback_fault(&self) -> Option<CallbackFault> {
        self.lock().faults.next_callback()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The books after what time itself does to payments, and the time.
    fn up_to_date(&self) -> (MutexGuard<'_, Inner>, DateTime<Utc>) {
        let mut inner = self.lock();
        let now = (self.options.clock)() + inner.ahead;
        for payment in inner.payments.values_mut() {
            let paid_at = payment.receipt.as_ref().map(|receipt| receipt.at);
            match (payment.standing, paid_at) {
                (Standing::InBank, _) if now >= payment.opened_at + self.options.session => payment.standing = Standing::Failed,
                (Standing::Paid, Some(at)) if now >= at + self.options.auto_reverse_after => payment.standing = Standing::Reversed,
                _ => {}
            }
        }
        (inner, now)
    }
}

impl Inner {
    fn authority(&mut self, protocol: Protocol) -> String {
        match protocol {
            Protocol::Zarinpal => {
                let rest: String = (0..35).map(|_| char::from(self.draw.sample(Alphanumeric))).collect();
                format!("A{rest}")
            }
            Protocol::Zibal => {
                self.next_track += 1;
                self.next_track.to_string()
            }
        }
    }
}
