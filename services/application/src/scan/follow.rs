use crate::fleet_codes::hex;
use crate::{Context, Failure};
use chrono::{DateTime, NaiveDate, Utc};
use projections::complaints;
use qr_templates::FleetToken;

/// What whoever knows the tracking code may see: not the words, not the number, not the car.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedComplaint {
    /// The category's code.
    pub category: String,
    /// Where it stands.
    pub state: String,
    /// When it was lodged.
    pub lodged_at: DateTime<Utc>,
    /// The day by which it is answered.
    pub answer_by: NaiveDate,
}

/// Follows a complaint by its tracking code.
///
/// # Errors
/// [`Failure::Invalid`] on `/tracking_code` where it cannot be one, [`Failure::NotFound`] where it
/// never was one.
pub async fn follow(ctx: &Context, tracking_code: &str) -> Result<FollowedComplaint, Failure> {
    let token = FleetToken::parse(tracking_code).map_err(|_| Failure::field("/tracking_code", "not-a-code"))?;
    let complaint = complaints::query::by_tracking(ctx.pool(), &hex(&token.sha256())).await?.ok_or(Failure::NotFound)?;
    Ok(FollowedComplaint {
        category: complaint.category,
        state: complaint.state,
        lodged_at: complaint.lodged_at,
        answer_by: complaint.answer_by,
    })
}
