//! Carries one-time codes and notices to people: by mail, and in the demo into a mailbox that everyone
//! may read.
//!
//! **Architecture invariant.** Neither an address nor a code is ever logged or put into an error.

mod code_text;
mod html;
mod mailbox;
mod notice_text;
mod outgoing;
mod smtp;

pub use mailbox::Mailbox;
pub use outgoing::Outgoing;
pub use smtp::{SmtpFault, SmtpMessenger};
