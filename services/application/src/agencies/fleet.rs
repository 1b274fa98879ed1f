use super::managed;
use crate::applications::may_be_renewed;
use crate::persons;
use crate::{Actor, Context, Failure};
use domain::licensing::licence::Standing;
use projections::agencies::{AffiliationRow, AffiliationState, AgencyRow, query};
use projections::applications;
use projections::register::{self, LicenceRow, SubjectKind, VehicleRow};
use uuid::Uuid;

/// A vehicle in the fleet.
#[derive(Debug, Clone)]
pub struct FleetVehicle {
    /// Its place.
    pub place: AffiliationRow,
    /// The vehicle.
    pub vehicle: VehicleRow,
    /// Its newest licence, with what that is worth today.
    pub licence: Option<(LicenceRow, Standing)>,
}

/// A driver in the fleet.
#[derive(Debug, Clone)]
pub struct FleetDriver {
    /// The place.
    pub place: AffiliationRow,
    /// The name; empty before the driver agreed, or where the person was erased.
    pub name: String,
    /// The newest permit, with what that is worth today.
    pub permit: Option<(LicenceRow, Standing)>,
    /// Whether the permit can be renewed today.
    pub may_renew: bool,
}

/// An agency as its manager sees it.
#[derive(Debug, Clone)]
pub struct FleetView {
    /// The agency.
    pub agency: AgencyRow,
    /// Where its premises are; empty where that was erased.
    pub premises: String,
    /// Its licence, with what that is worth today.
    pub licence: Option<(LicenceRow, Standing)>,
    /// Its vehicles, the soonest to expire first.
    pub vehicles: Vec<FleetVehicle>,
    /// Its drivers, the soonest to expire first.
    pub drivers: Vec<FleetDriver>,
}

/// The agency that the actor manages, with its fleet and when everything in it expires.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no manager of an agency, refused where there is none yet.
pub async fn fleet(ctx: &Context, actor: &Actor) -> Result<FleetView, Failure> {
    let agency = managed(ctx, actor).await?;
    let today = ctx.today();
    let worth = |licence: LicenceRow| {
        let standing = licence.on(today);
        (licence, standing)
    };
    let (mut vehicles, mut drivers) = (Vec::new(), Vec::new());
    for place in query::of_agency(ctx.pool(), agency.agency_id).await? {
        if let Some(vehicle_id) = place.vehicle_id {
            let Some(vehicle) = register::query::vehicle(ctx.pool(), vehicle_id).await? else { continue };
            let licence = register::query::licences_of(ctx.pool(), vehicle_id).await?.into_iter().next().map(worth);
            vehicles.push(FleetVehicle { place, vehicle, licence });
        } else if let Some(person_id) = place.person_id {
            drivers.push(driver(ctx, place, person_id).await?);
        }
    }
    vehicles.sort_by_key(|vehicle| vehicle.licence.as_ref().and_then(|(licence, _)| licence.expires_on));
    drivers.sort_by_key(|driver| driver.permit.as_ref().and_then(|(permit, _)| permit.expires_on));
    Ok(FleetView {
        premises: ctx.open(&agency.premises).await?.unwrap_or_default(),
        licence: register::query::licence(ctx.pool(), agency.licence_id).await?.map(worth),
        vehicles,
        drivers,
        agency,
    })
}

/// A driver who has not agreed yet is known by the permit's number alone.
async fn driver(ctx: &Context, place: AffiliationRow, person_id: Uuid) -> Result<FleetDriver, Failure> {
    let joined = place.state == AffiliationState::Joined;
    let name = match applications::query::person(ctx.pool(), person_id).await?.filter(|_| joined) {
        Some(person) => persons::opened(ctx, &person).await?.full_name(),
        None => String::new(),
    };
    let held = register::query::licences_held_by(ctx.pool(), person_id).await?;
    let permit = held.into_iter().find(|licence| licence.subject == SubjectKind::Driver);
    let may_renew = match &permit {
        Some(permit) => joined && may_be_renewed(ctx, permit).await?,
        None => false,
    };
    let permit = permit.map(|permit| {
        let standing = permit.on(ctx.today());
        (permit, standing)
    });
    Ok(FleetDriver { place, name, permit, may_renew })
}
