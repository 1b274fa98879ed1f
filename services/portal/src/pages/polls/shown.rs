//! A poll as pages show it.

use crate::views::chart::{Bars, Columns};
use crate::views::polls::{PollCard, PollOutcome};
use crate::views::{Badge, BadgeTone};
use crate::web::form::new_key;
use application::polls::PollResults;
use domain::feedback::poll::PollChoice;
use i18n::Locale;

/// The words of a language.
pub(in crate::pages) fn either<'a>(locale: Locale, fa: &'a str, en: &'a str) -> &'a str {
    match locale {
        Locale::Fa => fa,
        Locale::En => en,
    }
}

/// The card; with a form that closes it, where the reader may.
pub(super) fn card(locale: Locale, poll: &PollResults, may_close: bool) -> PollCard {
    let row = &poll.row;
    let never_asked = row.was_never_asked();
    let state = match (poll.asked, poll.over) {
        _ if never_asked => Badge::new(BadgeTone::Off, "no", i18n::text(locale, "polls-never-asked")),
        (true, _) => Badge::new(BadgeTone::Busy, "clock", i18n::text(locale, "polls-asked")),
        (false, true) => Badge::new(BadgeTone::Off, "tick", i18n::text(locale, "polls-over")),
        (false, false) => Badge::new(BadgeTone::Off, "clock", i18n::text(locale, "polls-ahead")),
    };
    PollCard {
        id: row.poll_id.to_string(),
        question: either(locale, &row.question_fa, &row.question_en).to_owned(),
        state,
        opens_on: row.opens_on,
        // Of what was never asked, the days are told on which it was to be.
        closes_on: row.closed_on.filter(|_| !never_asked).unwrap_or(row.closes_on),
        never_asked,
        outcome: poll.answers.map(|answers| outcome(locale, poll, answers)),
        close: (may_close && !poll.over).then(new_key),
    }
}

fn outcome(locale: Locale, poll: &PollResults, answers: i64) -> PollOutcome {
    let text = |choice: &PollChoice| either(locale, &choice.text.fa, &choice.text.en).to_owned();
    let choices = &poll.row.choices;
    let count = |choice: &PollChoice| poll.total.get(&choice.code).copied().unwrap_or(0);
    let bars = choices.iter().map(|choice| {
        let n = count(choice);
        // To the nearest hundredth, for shares that are all cut off seem to leave something out.
        let share = (n * 200 + answers) / (answers * 2).max(1);
        (text(choice), n, i18n::text_with(locale, "polls-share", &[("n", n.into()), ("share", share.into())]))
    });
    let days: Vec<_> = poll
        .days
        .iter()
        .map(|(day, tally)| (*day, choices.iter().map(|choice| tally.get(&choice.code).copied().unwrap_or(0)).collect::<Vec<i64>>()))
        .collect();
    // The last fortnight fits on a phone; the table has every day.
    let recent = days.iter().skip(days.len().saturating_sub(14));
    let points: Vec<_> = recent.map(|(day, counts)| (day_of_month(locale, *day), vec![counts.iter().sum()])).collect();
    PollOutcome {
        answers,
        bars: Bars::of(locale, i18n::text(locale, "polls-chart"), bars.collect(), answers),
        columns: Columns::new(locale, i18n::text(locale, "polls-days-chart"), Vec::new(), &points),
        choices: choices.iter().map(text).collect(),
        days,
    }
}

/// `2 Azar`, without its year.
fn day_of_month(locale: Locale, day: chrono::NaiveDate) -> String {
    match locale {
        Locale::Fa => {
            let solar = i18n::jalali(day);
            format!("{} {}", i18n::digits(locale, &solar.day.to_string()), i18n::month_name(locale, solar.month))
        }
        Locale::En => day.format("%-d %b").to_string(),
    }
}
