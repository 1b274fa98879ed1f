use super::{TEXT_LIMIT, officer};
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::feedback::complaint::{AnswerPassenger, Complaint, ComplaintCommand};
use domain::kernel::Pii;
use uuid::Uuid;

/// An answer to the passenger, checked.
#[derive(Debug, Clone)]
pub struct AnswerInput {
    text: String,
}

impl AnswerInput {
    /// Checks that something is said.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        words("/text", text).map(|text| Self { text })
    }
}

/// A text that must be there.
pub(super) fn words(pointer: &str, text: &str) -> Result<String, Failure> {
    let mut faults = Faults::default();
    if text.trim().is_empty() {
        faults.add(pointer, "needed");
    }
    let text = faults.free_text(pointer, text, TEXT_LIMIT);
    faults.all(text)
}

/// Writes to the passenger, who reads it by the tracking code; answers with the log position that it
/// reached. The passenger's key seals it.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer, [`Failure::NotFound`] where there is none; refusals of
/// the domain.
pub async fn answer_passenger(ctx: &Context, actor: &Actor, complaint_id: Uuid, input: AnswerInput, key: &CommandKey) -> Result<i64, Failure> {
    let officer_person_id = officer(actor)?;
    let command = ComplaintCommand::AnswerPassenger(AnswerPassenger { officer_person_id, text: Pii::clear(complaint_id, input.text) });
    let envelope = actor.envelope(ctx, "AnswerPassenger", key);
    let executed = ctx.store.execute::<Complaint>(complaint_id, command, envelope).await;
    executed.map(|executed| executed.last_position).map_err(super::absent_is_not_found)
}
