//! Carries one-time codes to people: by mail, and in the demo into a mailbox that everyone may read.
//!
//! **Architecture invariant.** Neither an address nor a code is ever logged or put into an error.

mod code_text;
mod mailbox;
mod outgoing;
mod smtp;

pub use mailbox::Mailbox;
pub use outgoing::Outgoing;
pub use smtp::{SmtpFault, SmtpMessenger};
