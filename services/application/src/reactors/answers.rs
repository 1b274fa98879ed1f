use crate::past::events_of;
use crate::{Context, Failure};
use domain::AnyEvent;
use domain::kernel::Pii;
use domain::licensing::application::ApplicationEvent;
use std::collections::BTreeMap;
use uuid::Uuid;

/// More events than an application has.
const MANY: i64 = 10_000;

/// What an applicant answered last to a question.
pub(super) struct Answered {
    /// The answer.
    pub answer: Pii,
    /// Whether it was answered here, and not taken over.
    pub anew: bool,
}

/// What an applicant answered, by question.
pub(super) async fn answers_of(ctx: &Context, application_id: Uuid) -> Result<BTreeMap<String, Answered>, Failure> {
    let mut answers = BTreeMap::new();
    for event in events_of(ctx, "application", application_id, MANY).await? {
        match event {
            AnyEvent::Application(ApplicationEvent::QuestionAnswered { question, answer }) => {
                answers.insert(question, Answered { answer, anew: true });
            }
            AnyEvent::Application(ApplicationEvent::AnswerCarriedOver { question, answer }) => {
                answers.insert(question, Answered { answer, anew: false });
            }
            _ => {}
        }
    }
    Ok(answers)
}
