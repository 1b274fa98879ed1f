use crate::scan::start_of_today;
use crate::{Context, Failure};
use domain::licensing::licence::Standing;
use projections::ratings;
use projections::register::{self, LicenceRow, LicenceStateRow, SubjectKind, VehicleRow};
use uuid::Uuid;

/// A licence as everyone may see it.
#[derive(Debug, Clone)]
pub struct PublicLicence {
    /// The licence; its officer's note is not for everyone and is left out.
    pub licence: LicenceRow,
    /// What it is worth today.
    pub standing: Standing,
    /// Its vehicle.
    pub vehicle: VehicleRow,
    /// Every state that it was in, the newest first.
    pub states: Vec<LicenceStateRow>,
    /// The vehicle's ratings, once there are enough to publish.
    pub ratings: Option<PublishedRatings>,
}

/// Ratings as they are published: rounded, not before there are enough, and those of a day not before it
/// is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedRatings {
    /// The mean in tenths of a star, rounded to halves.
    pub tenths: i32,
    /// How many, rounded down to tens.
    pub at_least: i32,
}

/// One licence of the register.
///
/// # Errors
/// [`Failure::NotFound`] where there is none.
pub async fn show(ctx: &Context, licence_id: Uuid) -> Result<PublicLicence, Failure> {
    let mut licence = register::query::licence(ctx.pool(), licence_id).await?.ok_or(Failure::NotFound)?;
    licence.note = None;
    // What a person or an agency holds is not everyone's to look up.
    let vehicle_id = licence.vehicle_id.filter(|_| licence.subject == SubjectKind::Vehicle).ok_or(Failure::NotFound)?;
    let vehicle = register::query::vehicle(ctx.pool(), vehicle_id).await?.ok_or(Failure::NotFound)?;
    let states = register::query::states(ctx.pool(), licence_id).await?;
    let ratings = published(ctx, vehicle_id).await?;
    Ok(PublicLicence { standing: licence.on(ctx.today()), licence, vehicle, states, ratings })
}

async fn published(ctx: &Context, vehicle_id: Uuid) -> Result<Option<PublishedRatings>, Failure> {
    let threshold = ctx.policy_now().feedback.published_from.cast_signed();
    let Some(all) = ratings::query::of_vehicle(ctx.pool(), vehicle_id).await? else { return Ok(None) };
    // Not before the day is over: no driver can tell from the mean who gave what.
    let (today, stars_today) = ratings::query::given_since(ctx.pool(), vehicle_id, start_of_today(ctx)).await?;
    let (given, stars) = (all.ratings - today, all.stars - stars_today);
    Ok((given >= threshold.max(1)).then(|| PublishedRatings {
        // Halves of a star: twice the mean, rounded half up, times five tenths.
        tenths: (4 * stars + given) / (2 * given) * 5,
        at_least: given / 10 * 10,
    }))
}
