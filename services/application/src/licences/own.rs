use crate::applications::{DocumentBytes, may_be_renewed};
use crate::persons::{self, OpenedPerson};
use crate::{Actor, Context, Failure};
use domain::licensing::licence::Standing;
use event_store::OpenedBlob;
use projections::applications::{self, PersonRow};
use projections::assignments;
use projections::fleet_codes::{self, FleetCodeRow};
use projections::notices::{self, NoticeRow, NoticeState};
use projections::register::{self, LicenceRow, LicenceStateRow, SubjectKind, VehicleRow};
use uuid::Uuid;

/// A licence of the actor's own.
#[derive(Debug, Clone)]
pub struct HeldLicence {
    /// The licence.
    pub licence: LicenceRow,
    /// What it is worth today.
    pub standing: Standing,
    /// The days until its last valid one, where it has one and still counts.
    pub days_left: Option<i64>,
    /// Whether it is valid and those days are few.
    pub runs_out: bool,
    /// Whether its renewal can begin today.
    pub may_renew: bool,
    /// The vehicle that it names.
    pub vehicle: Option<VehicleRow>,
}

impl HeldLicence {
    async fn of(ctx: &Context, licence: LicenceRow) -> Result<Self, Failure> {
        let today = ctx.today();
        let standing = licence.on(today);
        let days_left = licence.expires_on.filter(|_| lasts(standing)).map(|last| (last - today).num_days());
        // Beyond its last valid day a renewal keeps it in force.
        let days_left = days_left.filter(|days| *days >= 0);
        let few = i64::from(ctx.policy_now().licensing.expiring_days);
        let vehicle = match licence.vehicle_id {
            Some(vehicle_id) => register::query::vehicle(ctx.pool(), vehicle_id).await?,
            None => None,
        };
        let runs_out = standing == Standing::Valid && licence.renewal_id.is_none() && days_left.is_some_and(|days| days <= few);
        let may_renew = may_be_renewed(ctx, &licence).await?;
        Ok(Self { licence, standing, days_left, runs_out, may_renew, vehicle })
    }

    /// Whether it has not ended.
    pub fn lasts(&self) -> bool {
        lasts(self.standing)
    }
}

fn lasts(standing: Standing) -> bool {
    matches!(standing, Standing::Valid | Standing::NotYetValid | Standing::Suspended)
}

/// What the actor holds: what has not ended first, the soonest to end first.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown.
pub async fn own_list(ctx: &Context, actor: &Actor) -> Result<Vec<HeldLicence>, Failure> {
    let account_id = actor.account_id().ok_or(Failure::SignInNeeded)?;
    let Some(person) = applications::query::person_of_account(ctx.pool(), account_id).await? else { return Ok(Vec::new()) };
    let mut held = Vec::new();
    for licence in register::query::licences_held_by(ctx.pool(), person.person_id).await? {
        held.push(HeldLicence::of(ctx, licence).await?);
    }
    held.sort_by_key(|held| (!held.lasts(), held.licence.expires_on.filter(|_| held.lasts())));
    Ok(held)
}

/// A licence as its holder sees it.
#[derive(Debug, Clone)]
pub struct OwnLicence {
    /// The licence.
    pub held: HeldLicence,
    /// Who holds it.
    pub holder: OpenedPerson,
    /// The holder's photo, where one was handed in.
    pub photo: Option<DocumentBytes>,
    /// Every state that it was in, the newest first.
    pub states: Vec<LicenceStateRow>,
    /// The notices about it that went out, the newest first.
    pub notices: Vec<NoticeRow>,
    /// The code of the car that the holder drives with it now.
    pub code: Option<FleetCodeRow>,
}

/// What did not go out is the staff's to mend.
async fn delivered(ctx: &Context, licence_id: Uuid) -> Result<Vec<NoticeRow>, Failure> {
    let notices = notices::query::about(ctx.pool(), licence_id).await?;
    Ok(notices.into_iter().filter(|notice| notice.state == NoticeState::Delivered).collect())
}

/// One of the actor's own licences.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown, [`Failure::NotFound`] where it is not the actor's.
pub async fn own(ctx: &Context, actor: &Actor, licence_id: Uuid) -> Result<OwnLicence, Failure> {
    if *actor == Actor::Public {
        return Err(Failure::SignInNeeded);
    }
    let licence = register::query::licence(ctx.pool(), licence_id).await?.ok_or(Failure::NotFound)?;
    let holder = holder(ctx, actor, &licence).await?.ok_or(Failure::NotFound)?;
    Ok(OwnLicence {
        photo: photo(ctx, &holder).await?,
        holder: persons::opened(ctx, &holder).await?,
        states: register::query::states(ctx.pool(), licence_id).await?,
        notices: delivered(ctx, licence_id).await?,
        code: code(ctx, &licence).await?,
        held: HeldLicence::of(ctx, licence).await?,
    })
}

/// The holder of a licence, where that is the actor.
pub(super) async fn holder(ctx: &Context, actor: &Actor, licence: &LicenceRow) -> Result<Option<PersonRow>, Failure> {
    let (Some(account_id), Some(person_id)) = (actor.account_id(), licence.person_id) else { return Ok(None) };
    let person = applications::query::person(ctx.pool(), person_id).await?;
    Ok(person.filter(|person| person.account_id == Some(account_id)))
}

/// The code of the car that a licence lets serve. A driver's permit has it for as long as its holder is
/// assigned to the car: who drives it no longer is told no code that it got since.
pub(super) async fn code(ctx: &Context, licence: &LicenceRow) -> Result<Option<FleetCodeRow>, Failure> {
    let Some(vehicle_id) = licence.vehicle_id else { return Ok(None) };
    if licence.subject == SubjectKind::Driver {
        let drivers = assignments::query::current_of_vehicle(ctx.pool(), vehicle_id).await?;
        if !drivers.iter().any(|driver| driver.licence_id == licence.licence_id) {
            return Ok(None);
        }
    }
    Ok(fleet_codes::query::of_vehicles(ctx.pool(), &[vehicle_id]).await?.pop())
}

/// A person's photo, as it was handed in with the last application that was granted.
pub(super) async fn photo(ctx: &Context, person: &PersonRow) -> Result<Option<DocumentBytes>, Failure> {
    let Some((address, media_type)) = person.photo_address.as_ref().zip(person.photo_media_type.clone()) else { return Ok(None) };
    Ok(match ctx.store.blob(address).await? {
        Some(OpenedBlob::Bytes(bytes)) => Some(DocumentBytes { media_type, bytes }),
        Some(OpenedBlob::Erased) | None => None,
    })
}
