//! Bills and what is paid on them.

mod gateway;

pub use gateway::{Authority, GatewayName, NotAnAuthority};
