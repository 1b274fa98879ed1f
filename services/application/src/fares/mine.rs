use crate::{Actor, Context, Failure};
use domain::identity::person::person_of;
use domain::payments::ledger::LedgerAccount;
use projections::fares::{self, FareRow, FareState};
use projections::ledger::query::balance;

/// A driver's day: what passengers paid by code, and what the organisation owes for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DriversFares {
    /// Today's, the newest first.
    pub fares: Vec<FareRow>,
    /// What is owed to the driver altogether, in Rial.
    pub owed: i64,
}

impl DriversFares {
    /// The sum over what is paid today, in Rial.
    pub fn sum(&self, of: impl Fn(&FareRow) -> i64) -> i64 {
        self.fares.iter().filter(|fare| fare.state == FareState::Paid).map(of).sum()
    }
}

/// The caller's own fares as a driver; empty for who drives nothing.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown.
pub async fn mine(ctx: &Context, actor: &Actor) -> Result<DriversFares, Failure> {
    let driver_id = person_of(actor.account_id().ok_or(Failure::SignInNeeded)?);
    let fares = fares::query::of_driver_since(ctx.pool(), driver_id, crate::scan::start_of_today(ctx)).await?;
    let owed = -balance(ctx.pool(), &LedgerAccount::DriverPayable(driver_id)).await?;
    Ok(DriversFares { fares, owed })
}
