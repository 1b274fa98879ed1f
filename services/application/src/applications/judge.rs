use super::{Subject, officer, subject};
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::kernel::Pii;
use domain::licensing::application::{Application, ApplicationCommand};
use uuid::Uuid;

/// The longest note, in characters.
pub(super) const NOTE_LIMIT: usize = 1_000;

/// What an officer finds of a document, checked.
#[derive(Debug, Clone)]
pub enum JudgementInput {
    /// It is good.
    Accept,
    /// It is not.
    Reject {
        /// The reason's code.
        reason: String,
        /// What the officer writes.
        note: Option<String>,
    },
}

impl JudgementInput {
    /// Checks verdict (`accept` or `reject`), reason and note.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(verdict: &str, reason: &str, note: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let note = faults.free_text("/note", note, NOTE_LIMIT);
        let judgement = match verdict {
            "accept" => Some(Self::Accept),
            "reject" => faults.text("/reason_code", reason, 60).map(|reason| Self::Reject { reason, note }),
            _ => {
                faults.add("/verdict", "unknown-choice");
                None
            }
        };
        faults.all(judgement)
    }
}

/// Accepts or rejects a document; answers with the log position that it reached.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer; refusals of the domain.
pub async fn judge(ctx: &Context, actor: &Actor, application_id: Uuid, document_id: Uuid, input: JudgementInput, key: &CommandKey) -> Result<i64, Failure> {
    let officer = officer(actor)?;
    let Subject { person_id, rules } = subject(ctx, application_id).await?;
    let (name, command) = match input {
        JudgementInput::Accept => ("AcceptDocument", ApplicationCommand::AcceptDocument { document_id, officer }),
        JudgementInput::Reject { reason, note } => {
            let note = note.map(|note| Pii::clear(person_id, note));
            ("RejectDocument", ApplicationCommand::RejectDocument { document_id, officer, reason, reasons: rules.rejection_reasons, note })
        }
    };
    let executed = ctx.store.execute::<Application>(application_id, command, actor.envelope(ctx, name, key)).await;
    executed.map(|executed| executed.last_position).map_err(super::absent_is_not_found)
}
