use super::answer_passenger::words;
use super::officer;
use crate::{Actor, CommandKey, Context, Failure};
use chrono::Days;
use domain::feedback::complaint::{AskDriver, Complaint, ComplaintCommand};
use domain::kernel::Pii;
use uuid::Uuid;

/// What the driver is told, checked.
#[derive(Debug, Clone)]
pub struct AskDriverInput {
    account: String,
}

impl AskDriverInput {
    /// Checks that something is said.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(account: &str) -> Result<Self, Failure> {
        words("/account", account).map(|account| Self { account })
    }
}

/// Asks the driver, who sees the officer's account and never the passenger's own words or number;
/// answers with the log position that it reached.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer, [`Failure::NotFound`] where there is none; refusals of
/// the domain.
pub async fn ask_driver(ctx: &Context, actor: &Actor, complaint_id: Uuid, input: AskDriverInput, key: &CommandKey) -> Result<i64, Failure> {
    let officer_person_id = officer(actor)?;
    let policy = ctx.policy_now();
    let command = ComplaintCommand::AskDriver(AskDriver {
        officer_person_id,
        // It retells what the passenger wrote: destroying the passenger's key erases both.
        account: Pii::clear(complaint_id, input.account),
        answer_by: ctx.today() + Days::new(policy.feedback.driver_answer_days.into()),
        policy_version: policy.version.clone(),
    });
    let envelope = actor.envelope(ctx, "AskDriver", key);
    let executed = ctx.store.execute::<Complaint>(complaint_id, command, envelope).await;
    executed.map(|executed| executed.last_position).map_err(super::absent_is_not_found)
}
