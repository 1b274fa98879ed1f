//! What all handlers share: who calls, how failures look, what a client may rely on.

pub mod as_of;
pub mod audit;
pub mod caller;
pub mod events;
pub mod failure;
pub mod form;
pub mod headers;
pub mod history;
pub mod input;
pub mod metrics;
pub mod problem;
pub mod reply;
pub mod scan_pages;
pub mod server;
pub mod upload;
pub mod visitor;
