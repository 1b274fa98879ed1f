//! Complaints at the desk and before the driver.

use super::*;
use portal::views::complaints::*;

pub(super) fn resolution(locale: Locale) -> Resolution {
    Resolution {
        outcome: i18n::text(locale, "complaint-outcome-upheld"),
        reason: words(locale, "راننده پذیرفت", "The driver admitted it"),
        note: Some(words(locale, "پوزش ما را بپذیرید", "Please accept our apologies")),
    }
}

fn category(locale: Locale) -> String {
    words(locale, "دریافت کرایهٔ اضافی", "Charged more than the approved fare")
}

fn state(locale: Locale) -> Badge {
    Badge::new(BadgeTone::Watch, "clock", i18n::text(locale, "complaint-state-driver-asked"))
}

fn line(locale: Locale, late: bool) -> ComplaintLine {
    ComplaintLine {
        id: "11".into(),
        category: category(locale),
        plate: Some(plate()),
        vehicle: vehicle(locale),
        lodged_at: at(8, 12),
        age: i18n::text_with(locale, "complaints-age-days", &[("n", 3_i64.into())]),
        answer_by: day(2026, 12, 3),
        left: Some(Badge::new(BadgeTone::Good, "tick", i18n::text_with(locale, "days-left", &[("n", 7_i64.into())]))),
        late,
        state: state(locale),
    }
}

fn account(locale: Locale) -> String {
    words(locale, "می‌گویند کرایه دو برابر نرخ مصوب گرفته شده است.", "It is said that twice the approved fare was taken.")
}

fn outcomes(locale: Locale) -> Vec<OutcomeReasons> {
    vec![
        OutcomeReasons { outcome: i18n::text(locale, "complaint-outcome-upheld"), reasons: grounds(locale), closed: true },
        OutcomeReasons { outcome: i18n::text(locale, "complaint-outcome-referred"), reasons: kinds(locale), closed: false },
    ]
}

pub(super) fn complaints(locale: Locale) -> Pages {
    let list = ComplaintWorklist {
        page: officer(locale, "/desk/complaints"),
        today: day(2026, 11, 23),
        late: 1,
        open: vec![line(locale, true), ComplaintLine { plate: None, ..line(locale, false) }],
        resolved: vec![ComplaintLine { left: None, ..line(locale, false) }],
    };
    let case = ComplaintCase {
        page: officer(locale, "/desk/complaints/11"),
        id: "11".into(),
        category: category(locale),
        state: state(locale),
        left: line(locale, false).left,
        vehicle_id: "7".into(),
        vehicle: vehicle(locale),
        plate: Some(plate()),
        driver: Some(words(locale, "مهدی رستمی", "Mehdi Rostami")),
        text: Some(words(locale, "دو برابر نرخ گرفت", "Took twice the fare")),
        mobile: Some("09121234567".into()),
        occurred_at: Some(at(7, 0)),
        lodged_at: at(8, 12),
        answer_by: day(2026, 12, 3),
        answer: Some(WriteForm { key: "a".into(), ..WriteForm::default() }),
        ask: Some(WriteForm { key: "b".into(), text: account(locale), days: 5 }),
        resolve: Some(ResolveForm { key: "c".into(), outcomes: outcomes(locale), waits_for_driver: true, ..ResolveForm::default() }),
        timeline: timeline(locale, false),
        ..ComplaintCase::default()
    };
    let bad = ComplaintCase {
        errors: errors(
            locale,
            &[("text", "complaint-case-error-text"), ("account", "complaint-case-error-account"), ("resolution", "complaint-case-error-reason-code")],
        ),
        ..case.clone()
    };
    let said = Written { at: at(9, 30), text: words(locale, "سفر دربست بود", "It was a private ride") };
    let over = ComplaintCase {
        driver: None,
        text: None,
        account: Some(account(locale)),
        driver_answer_by: Some(day(2026, 11, 28)),
        driver_answer: Some(said.clone()),
        answers: vec![Written { at: at(9, 0), text: words(locale, "در دست بررسی است", "We look into it") }],
        resolution: Some(resolution(locale)),
        is_own: true,
        answer: None,
        ask: None,
        resolve: None,
        ..case.clone()
    };
    let put = Put {
        page: page(locale, "/account/complaints/11"),
        id: "11".into(),
        category: category(locale),
        state: Badge::new(BadgeTone::Watch, "clock", i18n::text(locale, "put-open")),
        vehicle: vehicle(locale),
        plate: Some(plate()),
        occurred_at: Some(at(7, 0)),
        account: account(locale),
        answer_by: day(2026, 11, 28),
        reply: Some(WriteForm { key: "k".into(), ..WriteForm::default() }),
        ..Put::default()
    };
    let put_bad = Put { errors: errors(locale, &[("text", "put-error-text")]), ..put.clone() };
    let put_over = Put { answer: Some(said), resolution: Some(resolution(locale)), reply: None, ..put.clone() };
    let put_line = PutLine {
        id: "11".into(),
        category: category(locale),
        asked_at: at(9, 0),
        answer_by: day(2026, 11, 28),
        state: put.state.clone(),
    };
    let puts = PutList { page: page(locale, "/account/complaints"), lines: vec![put_line] };
    vec![
        ("complaints", draw(&list)),
        ("complaints-empty", draw(&ComplaintWorklist { page: officer(locale, "/desk/complaints"), ..ComplaintWorklist::default() })),
        ("complaint-case", draw(&case)),
        ("complaint-case-bad", draw(&bad)),
        ("complaint-case-over", draw(&over)),
        ("put", draw(&put)),
        ("put-bad", draw(&put_bad)),
        ("put-over", draw(&put_over)),
        ("put-list", draw(&puts)),
        ("put-list-empty", draw(&PutList { page: page(locale, "/account/complaints"), ..PutList::default() })),
    ]
}
