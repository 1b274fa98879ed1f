use super::{TEXT_LIMIT, officer};
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::feedback::complaint::{Complaint, ComplaintCommand, Outcome, ResolveComplaint};
use domain::kernel::Pii;
use uuid::Uuid;

/// A decision on a complaint, checked.
#[derive(Debug, Clone)]
pub struct ResolutionInput {
    outcome: Outcome,
    reason: String,
    note: Option<String>,
}

impl ResolutionInput {
    /// Checks outcome, reason and note.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(outcome: &str, reason: &str, note: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let outcome = faults.check("/outcome", "choose-one", Outcome::parse(outcome).ok_or(()));
        let reason = faults.text("/reason_code", reason, 60);
        let note = faults.free_text("/note", note, TEXT_LIMIT);
        faults.all(outcome.zip(reason)).map(|(outcome, reason)| Self { outcome, reason, note })
    }
}

/// Decides on a complaint; answers with the log position that it reached.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer, [`Failure::NotFound`] where there is none; refusals of
/// the domain, such as a finding before the driver was heard.
pub async fn resolve(ctx: &Context, actor: &Actor, complaint_id: Uuid, input: ResolutionInput, key: &CommandKey) -> Result<i64, Failure> {
    let officer_person_id = officer(actor)?;
    let policy = ctx.policy_now();
    let command = ComplaintCommand::Resolve(ResolveComplaint {
        officer_person_id,
        outcome: input.outcome,
        reason: input.reason,
        reasons: policy.feedback.resolution_reasons.clone(),
        note: input.note.map(|note| Pii::clear(complaint_id, note)),
        today: ctx.today(),
        policy_version: policy.version.clone(),
    });
    let envelope = actor.envelope(ctx, "ResolveComplaint", key);
    let executed = ctx.store.execute::<Complaint>(complaint_id, command, envelope).await;
    executed.map(|executed| executed.last_position).map_err(super::absent_is_not_found)
}
