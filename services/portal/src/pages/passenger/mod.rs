//! What a passenger does with the code in the car, without an account and without a name.

mod complaint;
mod fare;
mod fare_receipt;
mod follow;
mod looked;
mod photo;
mod poll;
mod rating;
mod scan;

use crate::routes::Endpoint;
use serde::Deserialize;

/// The passenger's pages.
pub fn endpoints() -> Vec<Endpoint> {
    [
        scan::endpoints(),
        photo::endpoints(),
        fare::endpoints(),
        fare_receipt::endpoints(),
        rating::endpoints(),
        poll::endpoints(),
        complaint::endpoints(),
        follow::endpoints(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The code in an address, behind a language or not.
#[derive(Debug, Deserialize)]
struct CodePath {
    code: String,
}
