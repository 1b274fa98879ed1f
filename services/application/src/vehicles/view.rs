use super::comments::{PassengerComment, comments};
use crate::assignments::{self, CurrentDriver};
use crate::audit::record_view;
use crate::{Actor, Context, Failure};
use domain::identity::account::Role;
use projections::agencies::{self, AffiliationRow};
use projections::fleet_codes::{self, FleetCodeRow};
use projections::inspections::{self, InspectionRow};
use projections::register::{self, LicenceRow, VehicleRow};
use uuid::Uuid;

/// A vehicle as staff see it.
#[derive(Debug, Clone)]
pub struct VehicleView {
    /// The vehicle.
    pub vehicle: VehicleRow,
    /// Its licences, the newest first.
    pub licences: Vec<LicenceRow>,
    /// Its codes.
    pub codes: Vec<FleetCodeRow>,
    /// Who drives it now, the longest first.
    pub drivers: Vec<CurrentDriver>,
    /// The agency that it is in, or that offers it a place.
    pub places: Vec<AffiliationRow>,
    /// Its inspections, the newest first.
    pub inspections: Vec<InspectionRow>,
    /// What passengers wrote with their ratings, the newest first; only for whoever may read complaints.
    pub comments: Vec<PassengerComment>,
}

/// Who may look at vehicles beyond the public register.
pub const READERS: &[Role] = &[Role::Officer, Role::Inspector, Role::Auditor, Role::Manager];

/// A vehicle with its licences and codes; the look is recorded first.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no staff of that kind, [`Failure::NotFound`] where there is none.
pub async fn view(ctx: &Context, actor: &Actor, vehicle_id: Uuid) -> Result<VehicleView, Failure> {
    actor.must_have(READERS)?;
    let vehicle = register::query::vehicle(ctx.pool(), vehicle_id).await?.ok_or(Failure::NotFound)?;
    record_view(ctx, actor, "vehicle", vehicle_id).await?;
    Ok(VehicleView {
        vehicle,
        licences: register::query::licences_of(ctx.pool(), vehicle_id).await?,
        codes: fleet_codes::query::of_vehicles(ctx.pool(), &[vehicle_id]).await?,
        drivers: assignments::current(ctx, vehicle_id).await?,
        inspections: inspections::query::of_vehicle(ctx.pool(), vehicle_id).await?,
        places: agencies::query::of_vehicle(ctx.pool(), vehicle_id).await?,
        comments: comments(ctx, actor, vehicle_id).await?,
    })
}
