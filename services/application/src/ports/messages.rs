//! Messages to people.

use chrono::{DateTime, Utc};

/// Where a one-time code goes: exactly where it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A mobile number, `09…`.
    Mobile(String),
    /// An e-mail address.
    Email(String),
}

/// What a one-time code is for; the message says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodePurpose {
    /// Signing in.
    SignIn,
    /// Showing that an e-mail address is one's own.
    ConfirmEmail,
}

/// A one-time code on its way.
#[derive(Debug, Clone)]
pub struct CodeMessage {
    /// To whom.
    pub to: Address,
    /// What it is for.
    pub purpose: CodePurpose,
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
