use crate::audit::record_view;
use crate::vehicles::READERS;
use crate::{Actor, Context, Failure};
use domain::kernel::Pii;
use domain::licensing::licence::Standing;
use event_store::Opened;
use projections::fleet_codes::{self, FleetCodeRow};
use projections::register::{self, LicenceRow, LicenceStateRow, VehicleRow};
use uuid::Uuid;

/// A licence as staff see it.
#[derive(Debug, Clone)]
pub struct LicenceView {
    /// The licence.
    pub licence: LicenceRow,
    /// What it is worth today.
    pub standing: Standing,
    /// The last officer's note; `None` where there is none or it was erased.
    pub note: Option<String>,
    /// The vehicle that it names; an agency's licence names none.
    pub vehicle: Option<VehicleRow>,
    /// Every state that it was in, the newest first.
    pub states: Vec<LicenceStateRow>,
    /// Its vehicle's code, where it has one.
    pub code: Option<FleetCodeRow>,
}

/// A licence with its vehicle and states; the look is recorded first.
///
/// # Errors
/// [`Failure::NotFound`] where there is none, or for whom it is not.
pub async fn view(ctx: &Context, actor: &Actor, licence_id: Uuid) -> Result<LicenceView, Failure> {
    if *actor == Actor::Public {
        return Err(Failure::SignInNeeded);
    }
    if !actor.has(READERS) {
        return Err(Failure::NotFound);
    }
    let licence = register::query::licence(ctx.pool(), licence_id).await?.ok_or(Failure::NotFound)?;
    record_view(ctx, actor, "licence", licence_id).await?;
    let (vehicle, code) = match licence.vehicle_id {
        Some(vehicle_id) => (
            register::query::vehicle(ctx.pool(), vehicle_id).await?,
            fleet_codes::query::of_vehicles(ctx.pool(), &[vehicle_id]).await?.pop(),
        ),
        None => (None, None),
    };
    let note = match &licence.note {
        Some(Pii::Sealed(sealed)) => match ctx.store.open_sealed(sealed).await? {
            Opened::Text(text) => Some(text),
            Opened::Erased => None,
        },
        _ => None,
    };
    Ok(LicenceView {
        standing: licence.on(ctx.today()),
        note,
        states: register::query::states(ctx.pool(), licence_id).await?,
        code,
        vehicle,
        licence,
    })
}
