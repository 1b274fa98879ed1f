//! Carries one-time codes and notices to people: by mail, by text message, and in the demo into a
//! mailbox that everyone may read.
//!
//! **Architecture invariant.** Neither an address nor a code is ever logged or put into an error.

mod code_text;
mod html;
mod kavenegar;
mod mailbox;
mod notice_text;
mod outgoing;
mod sms;
mod smtp;

pub use kavenegar::{Kavenegar, KavenegarFault, KavenegarSettings};
pub use mailbox::Mailbox;
pub use outgoing::Outgoing;
pub use sms::{SmsFile, SmsProvider};
pub use smtp::{SmtpFault, SmtpMessenger};
