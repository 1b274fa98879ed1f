//! Notices: what people are told by mail or text message, with the proof that they were.
//!
//! **Architecture invariant.** What is to be told is in the log before it is sent, and every attempt
//! after it. The outcome of an attempt is one command, whose id follows from notice and attempt: who
//! finds it done does not send. Whoever was held between looking and sending finds out right before: it
//! looks at the lead and at the log once more. What remains is a message that was handed to the provider
//! by somebody who was killed or held before it could write so: it is sent once more, under the same
//! message id.

mod carry;
mod origin;
mod prepare;
mod sender;
mod words;

pub(crate) use origin::{Started, account_of, first, issued, number_left, started};
pub(crate) use prepare::{Told, prepare};
pub use sender::Sender;
