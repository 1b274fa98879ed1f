use super::judge::NOTE_LIMIT;
use super::{Subject, officer, subject};
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::kernel::Pii;
use domain::licensing::application::{Application, ApplicationCommand, Decision};
use uuid::Uuid;

/// A decision, checked.
#[derive(Debug, Clone)]
pub struct DecisionInput {
    grant: bool,
    reason: String,
    note: Option<String>,
}

impl DecisionInput {
    /// Checks outcome (`grant` or `refuse`), reason and note.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(outcome: &str, reason: &str, note: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let grant = match outcome {
            "grant" => Some(true),
            "refuse" => Some(false),
            _ => {
                faults.add("/outcome", "choose-one");
                None
            }
        };
        let reason = faults.text("/reason_code", reason, 60);
        let note = faults.free_text("/note", note, NOTE_LIMIT);
        faults.all(grant.zip(reason)).map(|(grant, reason)| Self { grant, reason, note })
    }
}

/// Agrees in principle or refuses; answers with the log position that it reached. What follows from
/// an agreement, fee and invoice, follows by itself.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer; refusals of the domain, such as an application of
/// one's own.
pub async fn decide(ctx: &Context, actor: &Actor, application_id: Uuid, input: DecisionInput, key: &CommandKey) -> Result<i64, Failure> {
    let officer = officer(actor)?;
    let Subject { person_id, rules } = subject(ctx, application_id).await?;
    let decision = Decision {
        officer,
        reason: input.reason,
        note: input.note.map(|note| Pii::clear(person_id, note)),
        rules,
        today: ctx.today(),
        policy_version: ctx.policy_now().version.clone(),
    };
    let (name, command) = match input.grant {
        true => ("AgreeToApplication", ApplicationCommand::Agree(decision)),
        false => ("RefuseApplication", ApplicationCommand::Refuse(decision)),
    };
    let executed = ctx.store.execute::<Application>(application_id, command, actor.envelope(ctx, name, key)).await;
    executed.map(|executed| executed.last_position).map_err(super::absent_is_not_found)
}
