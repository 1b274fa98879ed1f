//! Messages to people.

use chrono::{DateTime, Utc};
use domain::identity::account::Channel;
use uuid::Uuid;

/// Where a message goes. A one-time code goes exactly where it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A mobile number, `09…`.
    Mobile(String),
    /// An e-mail address.
    Email(String),
}

impl Address {
    /// The number or the e-mail address.
    pub fn text(&self) -> &str {
        match self {
            Self::Mobile(text) | Self::Email(text) => text,
        }
    }

    /// By which way it is reached.
    pub fn channel(&self) -> Channel {
        match self {
            Self::Mobile(_) => Channel::Sms,
            Self::Email(_) => Channel::Email,
        }
    }
}

/// What a one-time code is for; the message says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodePurpose {
    /// Signing in.
    SignIn,
    /// Showing that an e-mail address is one's own.
    ConfirmEmail,
    /// Showing that a mobile number is one's own, which takes the place of a lost one; told to the
    /// officer at the counter.
    ConfirmMobile,
    /// Showing that a mobile number is one's own, which gets an account at the counter; told to the
    /// officer there.
    OpenAccount,
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

/// A notice on its way. Its words are Fluent's `notice-<template>-…`; nothing in it is personal but
/// the address.
#[derive(Debug, Clone)]
pub struct NoticeMessage {
    /// The notice. A repeat has the same id, by which it can be recognised.
    pub notice_id: Uuid,
    /// To whom.
    pub to: Address,
    /// The template's code.
    pub template: &'static str,
    /// What the words say, by the names that they have in Fluent.
    pub facts: Vec<NoticeFact>,
    /// The page that tells more.
    pub link: String,
    /// The reader's language, `fa` or `en`.
    pub language: &'static str,
    /// When it is sent.
    pub at: DateTime<Utc>,
}

/// A figure of a notice, in words. Its label is Fluent's `notice-fact-<name>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeFact {
    /// What it is.
    pub name: &'static str,
    /// What it says.
    pub value: String,
    /// Whether it is a reference, which runs from left to right in any language.
    pub is_reference: bool,
}

/// A message that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// What the provider calls it.
    pub reference: Option<String>,
}

/// It could not be sent. No address and no word of the message stands in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// Nothing carries mail here.
    #[error("no mail server: set PARVANEH_SMTP_URL and PARVANEH_MAIL_FROM")]
    NoMailServer,
    /// Nothing carries text messages here.
    #[error("no SMS provider: set PARVANEH_KAVENEGAR_API_KEY or PARVANEH_SMS_FILE")]
    NoSmsProvider,
    /// No message can go to this address.
    #[error("the address is not one that messages can be sent to")]
    BadAddress,
    /// The provider will not take this message, now or later.
    #[error("the message was refused: {0}")]
    Refused(String),
    /// The provider does not let us send: credentials, sender or credit.
    #[error("the provider does not let us send: {0}")]
    NotAllowed(String),
    /// The provider takes nothing for now.
    #[error("the provider takes nothing for now: {0}")]
    Busy(String),
    /// The provider could not be reached.
    #[error("the provider could not be reached")]
    Unreachable,
    /// The provider did not answer in time: it may have taken the message.
    #[error("the provider did not answer in time")]
    TimedOut,
}

impl NotSent {
    /// A stable word, as the log keeps it; the Fluent key of reason and remedy is
    /// `notice-reason-<code>`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoMailServer => "no-mail-server",
            Self::NoSmsProvider => "no-sms-provider",
            Self::BadAddress => "bad-address",
            Self::Refused(_) => "refused",
            Self::NotAllowed(_) => "not-allowed",
            Self::Busy(_) => "busy",
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed-out",
        }
    }

    /// Whether trying again cannot help.
    pub fn is_final(&self) -> bool {
        match self {
            Self::NoMailServer | Self::NoSmsProvider | Self::BadAddress | Self::Refused(_) => true,
            Self::NotAllowed(_) | Self::Busy(_) | Self::Unreachable | Self::TimedOut => false,
        }
    }
}

/// Carries messages to people.
#[async_trait::async_trait]
pub trait Messenger: Send + Sync {
    /// Whether anything carries messages this way.
    fn reaches(&self, channel: Channel) -> bool;

    /// Sends a code.
    ///
    /// # Errors
    /// [`NotSent`], without address or code in its words.
    async fn send_code(&self, message: CodeMessage) -> Result<(), NotSent>;

    /// Sends a notice.
    ///
    /// # Errors
    /// [`NotSent`], without the address in its words.
    async fn send_notice(&self, message: NoticeMessage) -> Result<Sent, NotSent>;
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
