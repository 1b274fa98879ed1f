//! What follows by itself: reactors read events from their checkpoint and give commands whose ids
//! follow from reactor and event, so that doing it twice does it once.

mod agencies_of_licences;
mod answers;
mod assignments_of_permits;
mod declared_details;
mod erasures;
mod fees_of_applications;
mod fleet_codes;
mod follow;
mod grants_of_invoices;
mod invoices_of_applications;
mod invoices_of_payments;
mod licences_of_applications;
mod licences_of_register;
mod notices_of_events;
mod points_of_accounts;
mod points_of_rewards;
mod rewards_of_fares;
mod vouchers_of_invoices;
mod renewals_of_applications;
mod renewals_of_licences;
mod sessions_of_accounts;
mod shifts_of_assignments;
mod subjects;
mod unchanged_renewals;
mod waiting;
mod worn_out_vehicles;

pub use follow::{Reactors, Retried};
pub use waiting::{Waiting, waiting};

use crate::{Context, Failure};
use domain::AnyEvent;
use domain::licensing::application::ApplicationError;
use event_store::{ExecuteError, Executed, Recorded};
use uuid::Uuid;

/// Something that follows up on events.
#[async_trait::async_trait]
pub(crate) trait Reactor: Send + Sync {
    /// Its name, by which its checkpoint and its commands' ids are made.
    fn name(&self) -> &'static str;
    /// Whether events of this type matter to it.
    fn wants(&self, event_type: &str) -> bool;
    /// Whether each of its events waits for the one before, because what follows from one may be undone
    /// by what follows from the next.
    fn in_order(&self) -> bool {
        false
    }
    /// Follows up on one event.
    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure>;
}

/// The id of a reactor's command: the same event, the same command.
pub(crate) fn command_id(reactor: &str, event_id: Uuid, ordinal: u32) -> Uuid {
    let named = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("reactor:{reactor}").as_bytes());
    Uuid::new_v5(&named, format!("{event_id}:{ordinal}").as_bytes())
}

/// What came of a command on an application that was open a moment ago: where it has ended in between,
/// nothing is left to do.
fn unless_ended(done: Result<Executed, ExecuteError<ApplicationError>>) -> Result<(), Failure> {
    match done {
        Err(ExecuteError::Refused(ApplicationError::Ended)) => Ok(()),
        done => done.map(drop).map_err(Failure::from),
    }
}

/// What a reactor's lead is called, and where it is noted that it waits.
fn lease_name(reactor: &str) -> String {
    format!("reactor:{reactor}")
}

/// The names of all reactors.
pub fn names() -> Vec<&'static str> {
    all().iter().map(|reactor| reactor.name()).collect()
}

/// All reactors.
pub(crate) fn all() -> Vec<Box<dyn Reactor>> {
    vec![
        Box::new(licences_of_register::LicencesOfRegister),
        Box::new(fleet_codes::FleetCodes),
        Box::new(declared_details::DeclaredDetails),
        Box::new(renewals_of_applications::RenewalsOfApplications),
        Box::new(renewals_of_licences::RenewalsOfLicences),
        Box::new(unchanged_renewals::UnchangedRenewals),
        Box::new(fees_of_applications::FeesOfApplications),
        Box::new(invoices_of_applications::InvoicesOfApplications),
        Box::new(invoices_of_payments::InvoicesOfPayments),
        Box::new(grants_of_invoices::GrantsOfInvoices),
        Box::new(licences_of_applications::LicencesOfApplications),
        Box::new(shifts_of_assignments::ShiftsOfAssignments),
        Box::new(assignments_of_permits::AssignmentsOfPermits),
        Box::new(erasures::Erasures),
        Box::new(notices_of_events::NoticesOfEvents),
        Box::new(agencies_of_licences::AgenciesOfLicences),
        Box::new(worn_out_vehicles::WornOutVehicles),
        Box::new(rewards_of_fares::RewardsOfFares),
        Box::new(points_of_rewards::PointsOfRewards),
        Box::new(points_of_accounts::PointsOfAccounts),
        Box::new(vouchers_of_invoices::VouchersOfInvoices),
        Box::new(sessions_of_accounts::SessionsOfAccounts),
    ]
}
