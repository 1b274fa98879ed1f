use crate::{Context, Failure};
use domain::AnyEvent;
use domain::kernel::Pii;
use domain::licensing::application::ApplicationEvent;
use event_store::history::{self, Filter, Order};
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

/// What an applicant answered, by question. From the log, and not from a read model, which may be behind
/// or stand still.
pub(super) async fn answers_of(ctx: &Context, application_id: Uuid) -> Result<BTreeMap<String, Answered>, Failure> {
    let filter = Filter { aggregate: Some(("application".to_owned(), Some(application_id.to_string()))), ..Filter::default() };
    let mut answers = BTreeMap::new();
    for event in history::page(ctx.pool(), &filter, Order::OldestFirst, MANY).await? {
        for event in event.decode()? {
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
    }
    Ok(answers)
}
