//! What the application asks of the outside.

use chrono::{DateTime, Utc};
use std::sync::{Mutex, PoisonError};

/// The time of day.
pub trait Clock: Send + Sync {
    /// This moment.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock that is set by hand: for seeding a past, and for tests.
#[derive(Debug)]
pub struct SetClock(Mutex<DateTime<Utc>>);

impl SetClock {
    /// A clock that stands at a moment.
    pub fn at(moment: DateTime<Utc>) -> Self {
        Self(Mutex::new(moment))
    }

    /// Moves the hands.
    pub fn set(&self, moment: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = moment;
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where a one-time code goes: exactly where it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A mobile number, `09…`.
    Mobile(String),
    /// An e-mail address.
    Email(String),
}

/// A one-time code on its way.
#[derive(Debug, Clone)]
pub struct CodeMessage {
    /// To whom.
    pub to: Address,
    /// The code's digits.
    pub code: String,
    /// How long it is good.
    pub minutes: u16,
    /// The reader's language, `fa` or `en`.
    pub language: &'static str,
    /// When it was sent.
    pub at: DateTime<Utc>,
}

/// It could not be sent.
#[derive(Debug, thiserror::Error)]
#[error("the message could not be sent: {0}")]
pub struct NotSent(pub String);

/// Carries one-time codes to people.
#[async_trait::async_trait]
pub trait Messenger: Send + Sync {
    /// Sends a code.
    ///
    /// # Errors
    /// [`NotSent`], without address or code in its words.
    async fn send_code(&self, message: CodeMessage) -> Result<(), NotSent>;
}

/// A message as the demo's mailbox shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentMessage {
    /// To whom: a mobile number or an e-mail address.
    pub to: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Its text.
    pub text: String,
}

/// What was sent lately, for the demo's mailbox page. No such thing exists outside the demo.
pub trait SentMessages: Send + Sync {
    /// The last messages, the newest first.
    fn last(&self) -> Vec<SentMessage>;
}
