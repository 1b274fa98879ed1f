//! Agencies: their fleet, and who joins and leaves it.

mod answer;
mod fleet;
mod mine;
mod offer;

pub use answer::{Answer, answer};
pub use fleet::{FleetDriver, FleetVehicle, FleetView, fleet};
pub use mine::my_places;
pub use offer::{OfferInput, Offered, offer};

use crate::{Actor, Context, Failure};
use domain::identity::account::Role;
use projections::agencies::{AgencyRow, query};

/// Who manages an agency.
pub const MANAGERS: &[Role] = &[Role::AgencyManager];

/// The agency that the actor manages.
async fn managed(ctx: &Context, actor: &Actor) -> Result<AgencyRow, Failure> {
    actor.must_have(MANAGERS)?;
    let account_id = actor.account_id().ok_or(Failure::Forbidden)?;
    query::managed_by(ctx.pool(), account_id).await?.ok_or(Failure::Refused { code: "agency-absent", pointer: None })
}
