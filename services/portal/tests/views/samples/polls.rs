//! What the city asks.

use super::*;
use portal::views::chart::{Bars, Columns};
use portal::views::polls::*;

fn asked(locale: Locale) -> String {
    words(locale, "کرایه را چگونه می‌پردازید؟", "How do you pay the fare?")
}

fn offered(locale: Locale) -> Vec<String> {
    vec![words(locale, "نقد", "Cash"), words(locale, "کارت بانکی", "Bank card")]
}

pub(super) fn question(locale: Locale) -> PollQuestion {
    let choices = offered(locale).into_iter().zip(["1", "2"]).map(|(text, code)| Choice::new(code, text)).collect();
    PollQuestion { key: "k".into(), id: "7".into(), question: asked(locale), choices, choice: "2".into() }
}

fn card(locale: Locale) -> PollCard {
    let bars = offered(locale).into_iter().map(|text| (text, 21, i18n::number(locale, 21)));
    let points: Vec<_> = (20..24).map(|n| (i18n::number(locale, n), vec![n])).collect();
    let outcome = PollOutcome {
        answers: 42,
        bars: Bars::new(locale, "…", bars.collect()),
        columns: Columns::new(locale, "…", Vec::new(), &points),
        choices: offered(locale),
        days: vec![(day(2026, 11, 22), vec![20, 1]), (day(2026, 11, 23), vec![1, 20])],
    };
    PollCard {
        id: "7".into(),
        question: asked(locale),
        state: Badge::new(BadgeTone::Busy, "clock", i18n::text(locale, "polls-asked")),
        opens_on: day(2026, 11, 22),
        closes_on: day(2026, 12, 22),
        never_asked: false,
        outcome: Some(outcome),
        close: None,
    }
}

pub(super) fn polls(locale: Locale) -> Pages {
    let few = PollCard { id: "8".into(), outcome: None, close: Some("k".into()), ..card(locale) };
    let list = Polls { page: page(locale, "/polls"), published_from: 10, polls: vec![card(locale), PollCard { close: None, ..few.clone() }] };
    let line = |n: usize| ChoiceFields { fa_field: format!("choice_{n}_fa"), en_field: format!("choice_{n}_en"), ..ChoiceFields::default() };
    let desk = PollDesk {
        page: officer(locale, "/desk/polls"),
        key: "k".into(),
        choices: (1..=6).map(line).collect(),
        published_from: 10,
        polls: vec![few],
        ..PollDesk::default()
    };
    let bad = PollDesk {
        errors: errors(locale, &[("question_fa", "polls-error-question-fa"), ("choice_1_en", "field-needed"), ("closes_on", "polls-error-closes-on")]),
        ..desk.clone()
    };
    vec![
        ("polls", draw(&list)),
        ("polls-empty", draw(&Polls { page: page(locale, "/polls"), ..Polls::default() })),
        ("polls-desk", draw(&desk)),
        ("polls-desk-bad", draw(&bad)),
    ]
}
