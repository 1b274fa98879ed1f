use super::{PollDayRow, PollRow};
use crate::rows::Rows;
use domain::AnyEvent;
use domain::feedback::poll::PollEvent;
use domain::feedback::poll_answer::PollAnswerEvent;
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    match event {
        AnyEvent::Poll(PollEvent::PollOpened { question, choices, opens_on, closes_on }) => rows.put(PollRow {
            poll_id: recorded.aggregate(),
            question_fa: question.fa.clone(),
            question_en: question.en.clone(),
            choices: choices.clone(),
            opens_on: *opens_on,
            closes_on: *closes_on,
            closed_on: None,
            answers: 0,
            opened_at: recorded.recorded_at,
        }),
        AnyEvent::Poll(PollEvent::PollClosed { on }) => {
            rows.change::<PollRow>(recorded.aggregate(), |row| row.closed_on = Some(*on));
        }
        AnyEvent::PollAnswer(PollAnswerEvent::PollAnswered { poll_id, choice, on }) => {
            rows.change::<PollRow>(*poll_id, |row| row.answers += 1);
            let known = rows.get::<PollDayRow>((*poll_id, *on, choice.clone()));
            let before = known.unwrap_or(PollDayRow { poll_id: *poll_id, day: *on, choice: choice.clone(), answers: 0 });
            rows.put(PollDayRow { answers: before.answers + 1, ..before });
        }
        _ => {}
    }
}
