//! Every read model of a city, said once.

use crate::ReadModel;
use crate::{accounts, complaints, fleet_codes, ratings, register, timeline};
use std::sync::Arc;

/// All read models.
pub fn all() -> Vec<Arc<dyn ReadModel>> {
    vec![
        Arc::new(register::Register),
        Arc::new(fleet_codes::FleetCodes),
        Arc::new(ratings::Ratings),
        Arc::new(complaints::Complaints),
        Arc::new(accounts::Accounts),
        Arc::new(timeline::Timeline),
    ]
}
