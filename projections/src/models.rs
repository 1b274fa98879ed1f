//! Every read model of a city, said once.

use crate::ReadModel;
use crate::{accounts, agencies, applications, assignments, complaints, deadlines, fares, figures, fleet_codes, inspections, invoices, ledger, notices, payments, polls, ratings, register, rewards, shifts, timeline};
use std::sync::Arc;

/// All read models.
pub fn all() -> Vec<Arc<dyn ReadModel>> {
    vec![
        Arc::new(register::Register),
        Arc::new(fleet_codes::FleetCodes),
        Arc::new(ratings::Ratings),
        Arc::new(complaints::Complaints),
        Arc::new(polls::Polls),
        Arc::new(accounts::Accounts),
        Arc::new(applications::Applications),
        Arc::new(assignments::Assignments),
        Arc::new(agencies::Agencies),
        Arc::new(inspections::Inspections),
        Arc::new(shifts::Shifts),
        Arc::new(invoices::Invoices),
        Arc::new(payments::Payments),
        Arc::new(fares::Fares),
        Arc::new(ledger::Ledger),
        Arc::new(rewards::Rewards),
        Arc::new(figures::Figures),
        Arc::new(deadlines::Deadlines),
        Arc::new(notices::Notices),
        Arc::new(timeline::Timeline),
    ]
}
