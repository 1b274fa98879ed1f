use super::own::{code, holder, photo};
use crate::applications::{DocumentBytes, READERS};
use crate::audit::record_view;
use crate::fleet_codes::{DrawnCode, drawn};
use crate::persons::{self, OpenedPerson};
use crate::{Actor, Context, Failure};
use domain::licensing::licence::Standing;
use projections::assignments::{self, AssignmentRow};
use projections::register::{self, LicenceRow, LicenceStateRow, VehicleRow};
use projections::applications;
use uuid::Uuid;

/// A licence to be printed.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// The licence.
    pub licence: LicenceRow,
    /// Who holds it; an operating licence names nobody.
    pub holder: Option<OpenedPerson>,
    /// The holder's photo.
    pub photo: Option<DocumentBytes>,
    /// The vehicle that it names.
    pub vehicle: Option<VehicleRow>,
    /// How the holder drives that vehicle now.
    pub assignment: Option<AssignmentRow>,
    /// The vehicle's code.
    pub code: Option<DrawnCode>,
    /// The first of its states: when and by which event it was issued.
    pub issued: Option<LicenceStateRow>,
    /// Where anyone can find out whether it still holds.
    pub verify_at: String,
    /// Whether it is the actor's own.
    pub is_own: bool,
}

/// Whether a certificate of a licence can be printed on a day: ours, and in force. Paper that says
/// otherwise would outlive the day.
pub fn is_certified(licence: &LicenceRow, standing: Standing) -> bool {
    licence.source.is_none() && matches!(standing, Standing::Valid | Standing::NotYetValid)
}

/// The certificate of a licence, for its holder, or for staff who may see what is personal in it; their
/// look is recorded first.
///
/// # Errors
/// [`Failure::NotFound`] where there is none, or for whom it is not; [`Failure::Refused`] where the
/// licence is not in force.
pub async fn certificate(ctx: &Context, actor: &Actor, licence_id: Uuid) -> Result<Certificate, Failure> {
    if *actor == Actor::Public {
        return Err(Failure::SignInNeeded);
    }
    let licence = register::query::licence(ctx.pool(), licence_id).await?.ok_or(Failure::NotFound)?;
    let is_own = holder(ctx, actor, &licence).await?.is_some();
    if !is_own {
        if !actor.has(READERS) {
            return Err(Failure::NotFound);
        }
        record_view(ctx, actor, "licence", licence_id).await?;
    }
    if !is_certified(&licence, licence.on(ctx.today())) {
        return Err(Failure::Refused { code: "licence-not-in-force", pointer: None });
    }
    let person = match licence.person_id {
        Some(person_id) => applications::query::person(ctx.pool(), person_id).await?,
        None => None,
    };
    let (holder, photo) = match &person {
        Some(person) => (Some(persons::opened(ctx, person).await?), photo(ctx, person).await?),
        None => (None, None),
    };
    let (vehicle, assignment) = match licence.vehicle_id {
        Some(vehicle_id) => {
            let drivers = assignments::query::current_of_vehicle(ctx.pool(), vehicle_id).await?;
            (register::query::vehicle(ctx.pool(), vehicle_id).await?, drivers.into_iter().find(|driver| driver.licence_id == licence_id))
        }
        None => (None, None),
    };
    let code = code(ctx, &licence).await?.map(|code| drawn(ctx, &code)).transpose()?;
    let verify_at = match &code {
        Some(code) => format!("{}/V/{}", ctx.public_url, code.token),
        None => format!("{}/fa/register", ctx.public_url),
    };
    let issued = register::query::states(ctx.pool(), licence_id).await?.pop();
    Ok(Certificate { licence, holder, photo, vehicle, assignment, code, issued, verify_at, is_own })
}
