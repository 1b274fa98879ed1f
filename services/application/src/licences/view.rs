use super::own::{code, holder};
use crate::audit::record_view;
use crate::persons::{self, OpenedPerson};
use crate::vehicles::READERS;
use crate::{Actor, Context, Failure};
use domain::licensing::licence::Standing;
use projections::fleet_codes::{self, FleetCodeRow};
use projections::notices::{self, NoticeRow};
use projections::register::{self, LicenceRow, LicenceStateRow, VehicleRow};
use uuid::Uuid;

/// A licence as staff see it, or its holder.
#[derive(Debug, Clone)]
pub struct LicenceView {
    /// The licence.
    pub licence: LicenceRow,
    /// What it is worth today.
    pub standing: Standing,
    /// The last officer's note, for staff; `None` where there is none or it was erased.
    pub note: Option<String>,
    /// The vehicle that it names; an agency's licence names none.
    pub vehicle: Option<VehicleRow>,
    /// Every state that it was in, the newest first.
    pub states: Vec<LicenceStateRow>,
    /// Every notice about it, the newest first.
    pub notices: Vec<NoticeRow>,
    /// Its vehicle's code, where it has one.
    pub code: Option<FleetCodeRow>,
    /// Who holds it; told to the holder only.
    pub holder: Option<OpenedPerson>,
    /// Whether it is shown to staff.
    pub for_staff: bool,
}

/// A licence with its vehicle and states, for its holder, or for staff, whose look is recorded first.
///
/// # Errors
/// [`Failure::NotFound`] where there is none, or for whom it is not.
pub async fn view(ctx: &Context, actor: &Actor, licence_id: Uuid) -> Result<LicenceView, Failure> {
    if *actor == Actor::Public {
        return Err(Failure::SignInNeeded);
    }
    let licence = register::query::licence(ctx.pool(), licence_id).await?.ok_or(Failure::NotFound)?;
    let holder = holder(ctx, actor, &licence).await?;
    let for_staff = actor.has(READERS);
    if for_staff {
        record_view(ctx, actor, "licence", licence_id).await?;
    } else if holder.is_none() {
        return Err(Failure::NotFound);
    }
    let vehicle = match licence.vehicle_id {
        Some(vehicle_id) => register::query::vehicle(ctx.pool(), vehicle_id).await?,
        None => None,
    };
    let code = match licence.vehicle_id {
        Some(vehicle_id) if for_staff => fleet_codes::query::of_vehicles(ctx.pool(), &[vehicle_id]).await?.pop(),
        _ => code(ctx, &licence).await?,
    };
    let holder = match &holder {
        Some(person) => Some(persons::opened(ctx, person).await?),
        None => None,
    };
    let note = if for_staff { ctx.open(licence.note.as_ref()).await? } else { None };
    Ok(LicenceView {
        standing: licence.on(ctx.today()),
        note,
        states: register::query::states(ctx.pool(), licence_id).await?,
        notices: notices::query::about(ctx.pool(), licence_id).await?,
        code,
        holder,
        for_staff,
        vehicle,
        licence,
    })
}
