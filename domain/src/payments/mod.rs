//! Bills and what is paid on them.

pub mod fare;
mod gateway;
pub mod invoice;
pub mod ledger;
pub mod payment;

pub use gateway::{Authority, GatewayName, NotAnAuthority};
