use crate::complaints::{WrittenAnswer, written};
use crate::fleet_codes::hex;
use crate::{Context, Failure};
use chrono::{DateTime, NaiveDate, Utc};
use domain::feedback::complaint::Outcome;
use projections::complaints::{self, ComplaintState};
use qr_templates::FleetToken;

/// What whoever knows the tracking code may see: what was written to the passenger and how far it is;
/// not the passenger's own words, not the number, not the car, and nothing of the driver but that
/// somebody was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedComplaint {
    /// The category's code.
    pub category: String,
    /// Where it stands.
    pub state: ComplaintState,
    /// When it was lodged.
    pub lodged_at: DateTime<Utc>,
    /// The day by which it is answered.
    pub answer_by: NaiveDate,
    /// When the driver was asked.
    pub driver_asked_at: Option<DateTime<Utc>>,
    /// When the driver was heard.
    pub driver_heard_at: Option<DateTime<Utc>>,
    /// What was written to the passenger, the oldest first.
    pub answers: Vec<WrittenAnswer>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Why, by policy's code.
    pub reason: Option<String>,
    /// What the passenger is told with the decision.
    pub note: Option<String>,
    /// When it was decided.
    pub resolved_at: Option<DateTime<Utc>>,
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
        answers: written(ctx, complaint.complaint_id).await?,
        note: ctx.open(complaint.note.as_ref()).await?,
        category: complaint.category,
        state: complaint.state,
        lodged_at: complaint.lodged_at,
        answer_by: complaint.answer_by,
        driver_asked_at: complaint.driver_asked_at,
        driver_heard_at: complaint.driver_heard_at,
        outcome: complaint.outcome,
        reason: complaint.reason,
        resolved_at: complaint.resolved_at,
    })
}
