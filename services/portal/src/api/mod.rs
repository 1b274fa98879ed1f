//! The JSON API.

mod document;
mod health;
pub mod v1;

pub use document::{Operation, document, operations};

use crate::routes::Endpoint;

/// Every route of the API, and those that machines ask how the service is.
pub fn endpoints() -> Vec<Endpoint> {
    [v1::endpoints(), document::endpoints(), health::endpoints()].into_iter().flatten().collect()
}
