//! What people owe, and paying it.

mod invoice;
mod list;
mod map;
mod payment;
mod returned;

pub(super) use map::{gateway, gateways, outcome};

use crate::routes::Endpoint;
use serde::Deserialize;
use uuid::Uuid;

/// The pages of invoices and payments.
pub fn endpoints() -> Vec<Endpoint> {
    [list::endpoints(), invoice::endpoints(), payment::endpoints(), returned::endpoints()].into_iter().flatten().collect()
}

/// The id in an address.
#[derive(Debug, Deserialize)]
struct IdPath {
    id: Uuid,
}
