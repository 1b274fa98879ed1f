use super::answer_passenger::words;
use crate::{Actor, CommandKey, Context, Failure};
use domain::feedback::complaint::{Complaint, ComplaintCommand, ComplaintError, HearDriver};
use domain::identity::person::person_of;
use domain::kernel::Pii;
use event_store::ExecuteError;
use uuid::Uuid;

/// What the driver says, checked.
#[derive(Debug, Clone)]
pub struct HearingInput {
    text: String,
}

impl HearingInput {
    /// Checks that something is said.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        words("/text", text).map(|text| Self { text })
    }
}

/// The driver tells what happened; answers with the log position that it reached.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown; [`Failure::NotFound`] where it is not put to the actor;
/// refusals of the domain.
pub async fn hear_driver(ctx: &Context, actor: &Actor, complaint_id: Uuid, input: HearingInput, key: &CommandKey) -> Result<i64, Failure> {
    let person_id = person_of(actor.account_id().ok_or(Failure::SignInNeeded)?);
    // Somebody else's complaint is not there, whatever its state.
    super::put_to_me_one(ctx, actor, complaint_id).await?;
    let command = ComplaintCommand::HearDriver(HearDriver { person_id, text: Pii::clear(person_id, input.text), today: ctx.today() });
    let envelope = actor.envelope(ctx, "HearDriver", key);
    match ctx.store.execute::<Complaint>(complaint_id, command, envelope).await {
        Ok(executed) => Ok(executed.last_position),
        Err(ExecuteError::Refused(ComplaintError::OtherDriver | ComplaintError::DriverNotAsked)) => Err(Failure::NotFound),
        Err(other) => Err(super::absent_is_not_found(other)),
    }
}
