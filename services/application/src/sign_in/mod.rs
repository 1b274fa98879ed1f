//! Signing in by a one-time code.

mod address;
mod ask;
mod authenticate;
mod code;
mod confirm;
mod proof;
mod sign_out;

pub use address::SignInAddress;
pub(crate) use address::parse_email;
pub use ask::ask;
pub use authenticate::{Credential, SignedInAs, authenticate};
pub use confirm::{NewSession, SessionKind, confirm};
pub(crate) use proof::Unproven;
pub use sign_out::sign_out;
