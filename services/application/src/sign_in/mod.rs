//! Signing in by a one-time code.

mod address;
mod ask;
mod authenticate;
pub(crate) mod code;
mod confirm;
mod sign_out;

pub use address::SignInAddress;
pub(crate) use address::parse_email;
pub use ask::ask;
pub use authenticate::{Credential, SignedInAs, authenticate};
pub use confirm::{NewSession, SessionKind, confirm};
pub use sign_out::sign_out;
