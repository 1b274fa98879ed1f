use super::READERS;
use crate::audit::record_view;
use crate::{Actor, Context, Failure, persons};
use chrono::{DateTime, Utc};
use domain::identity::person::person_of;
use event_store::{Recorded, history};
use projections::complaints::{ComplaintRow, query};
use projections::register::{self, VehicleRow};
use projections::{applications, timeline};
use uuid::Uuid;

/// What an officer wrote to the passenger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenAnswer {
    /// When it was written.
    pub at: DateTime<Utc>,
    /// The words; empty where they were erased.
    pub text: String,
}

/// A complaint as an officer sees it. What was erased is missing; so is what the passenger and the
/// office wrote to each other where it is about the officer's own driving.
#[derive(Debug, Clone)]
pub struct ComplaintCase {
    /// The complaint.
    pub row: ComplaintRow,
    /// The vehicle that it is about.
    pub vehicle: Option<VehicleRow>,
    /// The passenger's words.
    pub text: Option<String>,
    /// The passenger's number.
    pub mobile: Option<String>,
    /// Who drove.
    pub driver_name: Option<String>,
    /// What the driver was told.
    pub account: Option<String>,
    /// The driver's words.
    pub driver_answer: Option<String>,
    /// What the passenger is told with the decision.
    pub note: Option<String>,
    /// What was written to the passenger, the oldest first.
    pub answers: Vec<WrittenAnswer>,
    /// Every event that speaks of it, the newest first.
    pub timeline: Vec<Recorded>,
    /// Whether it is about the officer's own driving, who may not decide on it.
    pub is_own: bool,
}

/// A complaint with all that is in it, for staff; the look is recorded first.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no staff of that kind, [`Failure::NotFound`] where there is none.
pub async fn case(ctx: &Context, actor: &Actor, complaint_id: Uuid) -> Result<ComplaintCase, Failure> {
    actor.must_have(READERS)?;
    let row = query::by_id(ctx.pool(), complaint_id).await?.ok_or(Failure::NotFound)?;
    record_view(ctx, actor, "complaint", complaint_id).await?;
    let positions = timeline::query::positions(ctx.pool(), &[complaint_id]).await?;
    let mut events = history::at_positions(ctx.pool(), &positions).await?;
    events.reverse();
    let driver_name = match row.driver_id {
        Some(driver_id) => match applications::query::person(ctx.pool(), driver_id).await? {
            Some(person) => Some(persons::opened(ctx, &person).await?.full_name()).filter(|name| !name.is_empty()),
            None => None,
        },
        None => None,
    };
    let is_own = row.driver_id.is_some() && row.driver_id == actor.account_id().map(person_of);
    let passengers = |sealed| if is_own { None } else { sealed };
    Ok(ComplaintCase {
        vehicle: register::query::vehicle(ctx.pool(), row.vehicle_id).await?,
        text: ctx.open(passengers(Some(&row.text))).await?,
        mobile: ctx.open(passengers(row.mobile.as_ref())).await?,
        driver_name,
        account: ctx.open(row.account.as_ref()).await?,
        driver_answer: ctx.open(row.driver_answer.as_ref()).await?,
        note: ctx.open(passengers(row.note.as_ref())).await?,
        answers: if is_own { Vec::new() } else { written(ctx, complaint_id).await? },
        timeline: events,
        is_own,
        row,
    })
}

/// What was written to the passenger, opened, the oldest first.
pub(crate) async fn written(ctx: &Context, complaint_id: Uuid) -> Result<Vec<WrittenAnswer>, Failure> {
    let mut answers = Vec::new();
    for row in query::answers(ctx.pool(), complaint_id).await? {
        answers.push(WrittenAnswer { at: row.answered_at, text: ctx.open(&row.text).await?.unwrap_or_default() });
    }
    Ok(answers)
}
