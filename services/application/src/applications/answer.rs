use super::replace::replaced_vehicle;
use super::{behalf, own_case, rules_of_case};
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::kernel::text::canonical;
use domain::kernel::{Pii, Plate, Sheba};
use domain::licensing::application::{Answers, Application, ApplicationCommand, ApplicationKind};
use domain::policy::{AnswerKind, ApplicationRules, Question, offers};
use projections::applications::query;
use projections::register::query::vehicle;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The longest answer, in characters.
const ANSWER_LIMIT: usize = 300;

/// What an applicant typed: any number of answers, a plate, consents.
#[derive(Debug, Clone, Default)]
pub struct AnswersInput {
    /// Answers by the question's code.
    pub answers: BTreeMap<String, String>,
    /// The plate of the vehicle, where one is named.
    pub plate: Option<String>,
    /// Consents by code: given or not.
    pub consents: BTreeMap<String, bool>,
}

/// Answers questions, names the vehicle, gives and takes back consents; answers with the log position
/// that it reached, where anything changed.
///
/// # Errors
/// [`Failure::NotFound`] where the application is not the actor's; [`Failure::Invalid`] with every
/// fault, `/answers/CODE` for an answer.
pub async fn answer(ctx: &Context, actor: &Actor, application_id: Uuid, input: &AnswersInput, key: &CommandKey) -> Result<i64, Failure> {
    let case = own_case(ctx, actor, application_id).await?;
    let rules = rules_of_case(ctx, &case)?;
    let mut faults = Faults::default();
    let mut answers = Vec::new();
    for (code, text) in &input.answers {
        let pointer = format!("/answers/{code}");
        match rules.question(code) {
            None => faults.add(&pointer, "unexpected"),
            Some(question) => {
                if let Some(answer) = parse(&mut faults, &pointer, question, text) {
                    answers.push((code.clone(), Pii::clear(case.person_id, answer)));
                }
            }
        }
    }
    if case.kind == ApplicationKind::Renewal {
        keep_only_what_is_new(ctx, application_id, &mut answers).await?;
    }
    for code in input.consents.keys().filter(|code| !rules.consents.iter().any(|asked| asked.code == **code)) {
        faults.add(&format!("/consents/{code}"), "unexpected");
    }
    let vehicle_id = match &input.plate {
        Some(plate) => named_vehicle(ctx, &mut faults, &rules, plate).await?,
        None => None,
    };
    if let (Some(vehicle_id), ApplicationKind::Replacement) = (vehicle_id, case.kind) {
        if Some(vehicle_id) == replaced_vehicle(ctx, application_id).await? {
            faults.add("/plate", "same-vehicle");
        } else if vehicle(ctx.pool(), vehicle_id).await?.is_some_and(|named| named.worn_out || named.past_threshold) {
            faults.add("/plate", "worn-out-vehicle");
        }
    }
    faults.refuse()?;
    let consents = input.consents.iter().map(|(code, given)| (code.clone(), *given)).collect();
    let command = ApplicationCommand::Answer(Answers { answers, vehicle_id, consents, rules });
    let envelope = behalf::envelope(ctx, actor, "AnswerQuestions", key, &case);
    let executed = ctx.store.execute::<Application>(application_id, command, envelope).await.map_err(super::absent_is_not_found)?;
    Ok(executed.last_position)
}

/// Leaves out what stands there already: whether a renewal changes anything decides who looks at it.
async fn keep_only_what_is_new(ctx: &Context, application_id: Uuid, answers: &mut Vec<(String, Pii)>) -> Result<(), Failure> {
    let mut known = BTreeMap::new();
    for row in query::answers(ctx.pool(), application_id).await? {
        known.insert(row.question, ctx.open(&row.answer).await?);
    }
    answers.retain(|(question, answer)| !matches!((known.get(question), answer), (Some(Some(known)), Pii::Clear { text, .. }) if known == text));
    Ok(())
}

/// An answer in canonical form.
fn parse(faults: &mut Faults, pointer: &str, question: &Question, text: &str) -> Option<String> {
    match question.answer {
        AnswerKind::Text => faults.prose(pointer, text, ANSWER_LIMIT),
        AnswerKind::Choice if text.trim().is_empty() => {
            faults.add(pointer, "choose-one");
            None
        }
        AnswerKind::Choice => {
            let chosen = offers(&question.choices, text).then(|| text.to_owned());
            faults.check(pointer, "unknown-choice", chosen.ok_or(()))
        }
        AnswerKind::Sheba => faults.check(pointer, "not-a-sheba", Sheba::parse(text)).map(|sheba| sheba.as_str().to_owned()),
        AnswerKind::Date => {
            let day = canonical(text).parse::<chrono::NaiveDate>();
            faults.check(pointer, "not-a-date", day).map(|day| day.to_string())
        }
    }
}

/// The vehicle on the register that has this plate.
async fn named_vehicle(ctx: &Context, faults: &mut Faults, rules: &ApplicationRules, plate: &str) -> Result<Option<Uuid>, Failure> {
    if !rules.names_vehicle {
        faults.add("/plate", "unexpected");
        return Ok(None);
    }
    let Some(plate) = faults.check("/plate", "not-a-plate", Plate::parse(plate)) else { return Ok(None) };
    let vehicle_id = ctx.store.holder("vehicle.plate", &plate.to_string()).await?;
    Ok(faults.check("/plate", "unknown-plate", vehicle_id.ok_or(())))
}
