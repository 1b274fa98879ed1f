use crate::ops::limits;
use crate::scan::{Verdict, look};
use crate::{Actor, CommandKey, Context, Failure};
use chrono::TimeDelta;
use domain::feedback::poll::Poll;
use domain::feedback::poll_answer::{AnswerPoll, PollAnswer, PollAnswerCommand};
use domain::kernel::event::derived_id;
use event_store::ExecuteError;
use projections::polls::{PollRow, query};
use uuid::Uuid;

/// What passengers are asked today, where anything is.
///
/// # Errors
/// Where the database does not answer.
pub async fn asked_now(ctx: &Context) -> Result<Option<PollRow>, Failure> {
    Ok(query::asked_on(ctx.pool(), ctx.today()).await?)
}

/// Answers a poll from the car with this code, without an account; answers with the log position that
/// it reached. The answer does not tell which car it was.
///
/// # Errors
/// As [`look`]; [`Failure::Refused`] where the code was replaced or nobody asks today;
/// [`Failure::TooMany`] where the car's answers of the day are full.
pub async fn answer(ctx: &Context, code: &str, poll_id: Option<Uuid>, choice: &str, key: &CommandKey) -> Result<i64, Failure> {
    let scanned = look(ctx, code).await?;
    let (answer_id, today) = (derived_id(key.id, "poll-answer"), ctx.today());
    let known = ctx.store.load::<PollAnswer>(answer_id).await?.0;
    // Who answered before the code was replaced and asks again is told what they were told.
    if scanned.verdict == Verdict::VoidCode && known == PollAnswer::Absent {
        return Err(Failure::Refused { code: "void-code", pointer: None });
    }
    if choice.is_empty() {
        return Err(Failure::field("/choice", "choose-one"));
    }
    let poll_id = poll_id.ok_or_else(|| Failure::field("/poll_id", "needed"))?;
    let poll = ctx.store.load::<Poll>(poll_id).await?.0;
    if poll == Poll::Absent {
        return Err(Failure::field("/poll_id", "unknown-choice"));
    }
    let command = PollAnswerCommand::Answer(AnswerPoll { poll_id, poll, choice: choice.to_owned(), today });
    if known == PollAnswer::Absent {
        // What is no answer uses up nothing.
        known.decide(command.clone()).map_err(ExecuteError::Refused)?;
        // A count that may be lost is enough here: it holds machines back, and keeps no trace of the car.
        let car = format!("{poll_id}:{}:{today}", scanned.vehicle.vehicle_id);
        let cap = ctx.policy_now().feedback.poll_answers_per_vehicle_and_day;
        limits::count(ctx, "poll-answers-of-vehicle", &car, cap, TimeDelta::days(1)).await?;
    }
    let envelope = Actor::Public.envelope(ctx, "AnswerPoll", key);
    Ok(ctx.store.execute::<PollAnswer>(answer_id, command, envelope).await?.last_position)
}
