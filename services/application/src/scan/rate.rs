use super::look;
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::feedback::rating::{RateRide, Rating, RatingCommand};
use domain::kernel::Pii;
use domain::kernel::event::derived_id;
use domain::policy::offers;

/// A rating, checked.
#[derive(Debug, Clone)]
pub struct RatingInput {
    stars: u8,
    tags: Vec<String>,
    comment: Option<String>,
}

impl RatingInput {
    /// Checks stars (1 to 5), tags and comment.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(ctx: &Context, stars: Option<i64>, tags: &[String], comment: &str) -> Result<Self, Failure> {
        let rules = &ctx.policy_now().feedback;
        let mut faults = Faults::default();
        let stars = stars.and_then(|stars| u8::try_from(stars).ok()).filter(|stars| (1..=5).contains(stars));
        let stars = faults.check("/stars", "stars-needed", stars.ok_or(()));
        if !tags.iter().all(|tag| offers(&rules.tags, tag)) {
            faults.add("/tags", "unknown-choice");
        }
        let comment = faults.free_text("/comment", comment, rules.text_limit.into());
        faults.all(stars).map(|stars| Self { stars, tags: tags.to_vec(), comment })
    }
}

/// Rates a ride in the car with this code, without an account; answers with the log position that it
/// reached.
///
/// # Errors
/// As [`look`]; [`Failure::Refused`] where the code was replaced; [`Failure::TooMany`] where the
/// car's ratings of the day are full.
pub async fn rate(ctx: &Context, code: &str, input: RatingInput, key: &CommandKey) -> Result<i64, Failure> {
    let scanned = look(ctx, code).await?;
    let policy = ctx.policy_now();
    let rating_id = derived_id(key.id, "rating");
    // A repeat is no further one: whoever rated before the code was replaced, or the day's last, is told
    // what they were told.
    let is_new = async || Ok::<_, Failure>(ctx.store.load::<Rating>(rating_id).await?.0 == Rating::Absent);
    if scanned.verdict == super::Verdict::VoidCode && is_new().await? {
        return Err(Failure::Refused { code: "void-code", pointer: None });
    }
    if ctx.limits {
        let given = ctx.rated.of(ctx, scanned.vehicle.vehicle_id).await?;
        let is_full = given >= policy.feedback.ratings_per_vehicle_and_day;
        if is_full && is_new().await? {
            return Err(super::until_tomorrow(ctx));
        }
    }
    let command = RatingCommand::Rate(RateRide {
        ride: scanned.ride(),
        stars: input.stars,
        tags: input.tags,
        offered_tags: policy.feedback.tags.clone(),
        comment: input.comment.map(|text| Pii::clear(rating_id, text)),
        policy_version: policy.version.clone(),
    });
    let envelope = Actor::Public.envelope(ctx, "RateRide", key);
    let executed = ctx.store.execute::<Rating>(rating_id, command, envelope).await?;
    if !executed.repeated {
        ctx.rated.one_more(scanned.vehicle.vehicle_id);
    }
    Ok(executed.last_position)
}
