//! The payment gateways of Iran that a city may have a contract with: ZarinPal v4 and Zibal.
//!
//! **Architecture invariant.** An answer that did not come, or cannot be read, is never taken for a
//! no. Merchant ids, authorities, cards and the gateway's own words are never logged or put into an
//! error.

mod http;
mod lenient;
mod place;
mod settings;
mod zarinpal;
mod zibal;

pub use http::{Patience, install_tls};
pub use place::Place;
pub use settings::{Settings, SetupFault};
pub use zarinpal::Zarinpal;
pub use zibal::Zibal;
