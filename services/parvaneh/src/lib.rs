//! What the `parvaneh` command is made of, as a library, so that tests can use
//! the same parts.

pub mod backup;
// Tests compile it too, so that it does not rot: no test command would build the feature.
#[cfg(any(test, feature = "bench"))]
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
