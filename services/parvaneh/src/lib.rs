//! What the `parvaneh` command is made of, as a library, so that tests can use
//! the same parts.

pub mod backup;
#[cfg(feature = "bench")]
pub mod bench;
pub mod city;
pub mod cli;
pub mod cluster;
pub mod demo;
pub mod fault;
pub mod gateways;
pub mod key_file;
pub mod metrics;
pub mod print_pack;
pub mod serving;
pub mod settings;
pub mod sms;
