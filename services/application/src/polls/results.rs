use super::ASKERS;
use crate::{Actor, Context, Failure};
use chrono::NaiveDate;
use projections::polls::{PollRow, query};
use std::collections::BTreeMap;
use uuid::Uuid;

/// So many polls are shown.
const SHOWN: i64 = 50;

/// How many chose what, by the choice's code; who chose nothing of it counts nought.
pub type Tally = BTreeMap<String, i64>;

/// A poll with what may be published of it.
#[derive(Debug, Clone)]
pub struct PollResults {
    /// The question; its count of answers is not for everyone before there are enough.
    pub row: PollRow,
    /// Whether it is asked today.
    pub asked: bool,
    /// Whether it will not be asked again.
    pub over: bool,
    /// How many answered, once there are enough.
    pub answers: Option<i64>,
    /// What they chose, once there are enough.
    pub total: Tally,
    /// The same by day, the first day first.
    pub days: Vec<(NaiveDate, Tally)>,
}

/// The polls that have begun, the latest first, for everyone.
///
/// # Errors
/// Where the database does not answer.
pub async fn everyones(ctx: &Context) -> Result<Vec<PollResults>, Failure> {
    results(ctx, query::begun(ctx.pool(), Some(ctx.today()), SHOWN).await?).await
}

/// One of them, for everyone.
///
/// # Errors
/// [`Failure::NotFound`] where there is none or its first day is ahead.
pub async fn one(ctx: &Context, poll_id: Uuid) -> Result<PollResults, Failure> {
    let row = query::by_id(ctx.pool(), poll_id).await?.filter(|row| row.opens_on <= ctx.today()).ok_or(Failure::NotFound)?;
    published(ctx, row).await
}

/// Every poll, those ahead too, for who asks in the city's name.
///
/// # Errors
/// [`Failure::Forbidden`] for who does not.
pub async fn all(ctx: &Context, actor: &Actor) -> Result<Vec<PollResults>, Failure> {
    actor.must_have(ASKERS)?;
    results(ctx, query::begun(ctx.pool(), None, SHOWN).await?).await
}

async fn results(ctx: &Context, rows: Vec<PollRow>) -> Result<Vec<PollResults>, Failure> {
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.push(published(ctx, row).await?);
    }
    Ok(all)
}

async fn published(ctx: &Context, row: PollRow) -> Result<PollResults, Failure> {
    let today = ctx.today();
    let answers = Some(i64::from(row.answers)).filter(|answers| *answers >= ctx.policy_now().feedback.published_from.into());
    let nought: Tally = row.choices.iter().map(|choice| (choice.code.clone(), 0)).collect();
    let (mut total, mut days) = (Tally::new(), BTreeMap::<NaiveDate, Tally>::new());
    if answers.is_some() {
        total.clone_from(&nought);
        for day in query::days(ctx.pool(), row.poll_id).await? {
            *total.entry(day.choice.clone()).or_default() += i64::from(day.answers);
            *days.entry(day.day).or_insert_with(|| nought.clone()).entry(day.choice).or_default() += i64::from(day.answers);
        }
    }
    Ok(PollResults { asked: row.is_asked(today), over: row.is_over(today), answers, total, days: days.into_iter().collect(), row })
}
