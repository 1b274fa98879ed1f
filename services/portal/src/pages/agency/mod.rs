//! An agency and its fleet, for its manager; places in agencies, for drivers and officers.

mod fleet;
mod places;

use crate::routes::Endpoint;
use serde::Deserialize;
use uuid::Uuid;

/// The pages of agencies.
pub fn endpoints() -> Vec<Endpoint> {
    [fleet::endpoints(), places::endpoints()].into_iter().flatten().collect()
}

/// The id in an address.
#[derive(Debug, Deserialize)]
struct IdPath {
    id: Uuid,
}
