use super::ASKERS;
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use chrono::NaiveDate;
use domain::feedback::poll::{InTwoLanguages, OpenPoll, Poll, PollChoice, PollCommand};
use domain::kernel::event::derived_id;
use uuid::Uuid;

/// The longest question, in characters.
const QUESTION_LIMIT: usize = 160;
/// The longest choice: what stands in one line of a phone beside its bar.
const CHOICE_LIMIT: usize = 40;

/// A poll as it was typed.
#[derive(Debug, Clone, Default)]
pub struct PollTyped {
    /// The question in Persian.
    pub question_fa: String,
    /// ... and in English.
    pub question_en: String,
    /// The choices, Persian and English.
    pub choices: Vec<(String, String)>,
    /// The first day, ISO; today where empty.
    pub opens_on: String,
    /// The last day, ISO.
    pub closes_on: String,
}

/// A poll, checked.
#[derive(Debug, Clone)]
pub struct PollInput {
    question: InTwoLanguages,
    choices: Vec<PollChoice>,
    opens_on: Option<NaiveDate>,
    closes_on: NaiveDate,
}

impl PollInput {
    /// Checks the texts in both languages and the days.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(typed: &PollTyped) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let fa = line(&mut faults, "/question_fa", &typed.question_fa, QUESTION_LIMIT);
        let en = line(&mut faults, "/question_en", &typed.question_en, QUESTION_LIMIT);
        let mut choices = Vec::new();
        for (index, (fa, en)) in typed.choices.iter().enumerate() {
            let fa = line(&mut faults, &format!("/choices/{index}/fa"), fa, CHOICE_LIMIT);
            let en = line(&mut faults, &format!("/choices/{index}/en"), en, CHOICE_LIMIT);
            if let Some((fa, en)) = fa.zip(en) {
                choices.push(PollChoice { code: (index + 1).to_string(), text: InTwoLanguages { fa, en } });
            }
        }
        let opens_on = match typed.opens_on.trim() {
            "" => None,
            day => faults.check("/opens_on", "not-a-date", day.parse::<NaiveDate>()),
        };
        let closes_on = match typed.closes_on.trim() {
            "" => {
                faults.add("/closes_on", "needed");
                None
            }
            day => faults.check("/closes_on", "not-a-date", day.parse::<NaiveDate>()),
        };
        let question = fa.zip(en).map(|(fa, en)| InTwoLanguages { fa, en });
        faults.all(question.zip(closes_on)).map(|(question, closes_on)| Self { question, choices, opens_on, closes_on })
    }
}

/// A line that people read: its joiners stay, as good Persian needs them.
fn line(faults: &mut Faults, pointer: &str, typed: &str, limit: usize) -> Option<String> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        faults.add(pointer, "needed");
    }
    faults.free_text(pointer, &text, limit)
}

/// A poll that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenedPoll {
    /// Its id.
    pub poll_id: Uuid,
    /// The log position that it reached.
    pub position: i64,
}

/// Opens a poll.
///
/// # Errors
/// [`Failure::Forbidden`] for who does not ask in the city's name; refusals of the domain.
pub async fn open(ctx: &Context, actor: &Actor, input: PollInput, key: &CommandKey) -> Result<OpenedPoll, Failure> {
    actor.must_have(ASKERS)?;
    let today = ctx.today();
    let command = PollCommand::Open(OpenPoll {
        question: input.question,
        choices: input.choices,
        opens_on: input.opens_on.unwrap_or(today),
        closes_on: input.closes_on,
        today,
    });
    let poll_id = derived_id(key.id, "poll");
    let executed = ctx.store.execute::<Poll>(poll_id, command, actor.envelope(ctx, "OpenPoll", key)).await?;
    Ok(OpenedPoll { poll_id, position: executed.last_position })
}
