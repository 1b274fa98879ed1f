use crate::{Actor, Context, Failure};
use chrono::{DateTime, NaiveDate, Utc};
use domain::feedback::complaint::Outcome;
use domain::identity::person::person_of;
use projections::complaints::{ComplaintRow, ComplaintState, query};
use projections::register::{self, VehicleRow};
use uuid::Uuid;

/// A complaint as the driver sees it: nothing of who complains.
#[derive(Debug, Clone, PartialEq)]
pub struct PutToDriver {
    /// The complaint.
    pub complaint_id: Uuid,
    /// The category's code.
    pub category: String,
    /// The vehicle of the ride.
    pub vehicle: Option<VehicleRow>,
    /// When it happened, where said.
    pub occurred_at: Option<DateTime<Utc>>,
    /// What an officer tells of it; empty where it was erased.
    pub account: String,
    /// When the driver was asked.
    pub asked_at: DateTime<Utc>,
    /// The last day to answer.
    pub answer_by: NaiveDate,
    /// The driver's own words.
    pub answer: Option<String>,
    /// When they were given.
    pub heard_at: Option<DateTime<Utc>>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Why, by policy's code.
    pub reason: Option<String>,
    /// When it was decided.
    pub resolved_at: Option<DateTime<Utc>>,
    /// Whether an answer is taken today.
    pub can_answer: bool,
}

/// What the actor was asked about, the latest first.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown.
pub async fn put_to_me(ctx: &Context, actor: &Actor) -> Result<Vec<PutToDriver>, Failure> {
    let person_id = person_of(actor.account_id().ok_or(Failure::SignInNeeded)?);
    let mut put = Vec::new();
    for row in query::put_to_driver(ctx.pool(), person_id).await? {
        put.extend(opened(ctx, row).await?);
    }
    Ok(put)
}

/// One of them.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown; [`Failure::NotFound`] where it is not put to the actor.
pub async fn put_to_me_one(ctx: &Context, actor: &Actor, complaint_id: Uuid) -> Result<PutToDriver, Failure> {
    let person_id = person_of(actor.account_id().ok_or(Failure::SignInNeeded)?);
    let row = query::by_id(ctx.pool(), complaint_id).await?.filter(|row| row.driver_id == Some(person_id)).ok_or(Failure::NotFound)?;
    opened(ctx, row).await?.ok_or(Failure::NotFound)
}

/// None where the driver was not asked.
async fn opened(ctx: &Context, row: ComplaintRow) -> Result<Option<PutToDriver>, Failure> {
    let (Some(asked_at), Some(answer_by)) = (row.driver_asked_at, row.driver_answer_by) else { return Ok(None) };
    Ok(Some(PutToDriver {
        complaint_id: row.complaint_id,
        vehicle: register::query::vehicle(ctx.pool(), row.vehicle_id).await?,
        occurred_at: row.occurred_at,
        account: ctx.open(row.account.as_ref()).await?.unwrap_or_default(),
        asked_at,
        answer_by,
        answer: ctx.open(row.driver_answer.as_ref()).await?,
        heard_at: row.driver_heard_at,
        outcome: row.outcome,
        reason: row.reason,
        resolved_at: row.resolved_at,
        can_answer: row.state == ComplaintState::DriverAsked && ctx.today() <= answer_by,
        category: row.category,
    }))
}
