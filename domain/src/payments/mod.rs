//! Bills and what is paid on them.

mod gateway;
pub mod invoice;
pub mod payment;

pub use gateway::{Authority, GatewayName, NotAnAuthority};
