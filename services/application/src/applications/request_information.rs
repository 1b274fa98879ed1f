use super::judge::NOTE_LIMIT;
use super::{Subject, officer, subject};
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use chrono::Days;
use domain::kernel::Pii;
use domain::licensing::application::{Application, ApplicationCommand, RequestInformation};
use uuid::Uuid;

/// What an officer asks for, checked.
#[derive(Debug, Clone)]
pub struct InformationInput {
    questions: Vec<String>,
    documents: Vec<String>,
    message: String,
}

impl InformationInput {
    /// Checks that something is asked for, and said why.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(questions: &[String], documents: &[String], message: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        if questions.is_empty() && documents.is_empty() {
            faults.add("/documents", "choose-one");
        }
        if message.trim().is_empty() {
            faults.add("/message", "needed");
        }
        let message = faults.free_text("/message", message, NOTE_LIMIT);
        faults.all(message).map(|message| Self { questions: questions.to_vec(), documents: documents.to_vec(), message })
    }
}

/// Asks the applicant for what is missing or wrong; answers with the log position that it reached.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer; refusals of the domain.
pub async fn request_information(ctx: &Context, actor: &Actor, application_id: Uuid, input: InformationInput, key: &CommandKey) -> Result<i64, Failure> {
    let officer = officer(actor)?;
    let Subject { person_id, rules } = subject(ctx, application_id).await?;
    let command = ApplicationCommand::RequestInformation(RequestInformation {
        officer,
        questions: input.questions,
        documents: input.documents,
        message: Pii::clear(person_id, input.message),
        answer_by: ctx.today() + Days::new(rules.information_days.into()),
        rules,
        policy_version: ctx.policy_now().version.clone(),
    });
    let executed = ctx.store.execute::<Application>(application_id, command, actor.envelope(ctx, "RequestInformation", key)).await;
    executed.map(|executed| executed.last_position).map_err(super::absent_is_not_found)
}
