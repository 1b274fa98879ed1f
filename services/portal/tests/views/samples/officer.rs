//! The worklist and the case.

use super::*;
use portal::views::applications::*;

fn row(locale: Locale, left: Badge, late: bool) -> WorklistRow {
    WorklistRow {
        id: "11".into(),
        number: "Q-1405-001234".into(),
        applicant: words(locale, "سعید یعقوبی", "Saeed Yaghoubi"),
        kind: words(locale, "پروانه تاکسیرانی (راننده)", "Taxi driver permit"),
        licence_expires_on: None,
        due_on: Some(day(2026, 11, 25)),
        left: Some(left),
        late,
        state: state(locale),
    }
}

fn state(locale: Locale) -> Badge {
    Badge::new(BadgeTone::Busy, "clock", i18n::text(locale, "case-stage-under-review"))
}

fn left(locale: Locale, key: &str, n: i64, tone: BadgeTone) -> Badge {
    Badge::new(tone, "clock", i18n::text_with(locale, key, &[("n", n.into())]))
}

fn document(locale: Locale, id: &str, name: String, judged: bool) -> CaseDocument {
    CaseDocument {
        id: id.into(),
        name,
        valid_until: (!judged).then(|| day(2030, 1, 1)),
        lapsed: false,
        uploaded_at: at(8, 12),
        verdict: match judged {
            true => Badge::new(BadgeTone::Bad, "alert", i18n::text(locale, "case-rejected")),
            false => Badge::new(BadgeTone::Busy, "clock", i18n::text(locale, "case-pending")),
        },
        reason: judged.then(|| words(locale, "ناخوانا", "Unreadable")),
        note: judged.then(|| words(locale, "عکس تار است", "The photo is blurred")),
        judge: Some(JudgeForm {
            key: "j".into(),
            reason_field: format!("reason-{id}"),
            note_field: format!("note-{id}"),
            reasons: grounds(locale),
            ..JudgeForm::default()
        }),
    }
}

pub(super) fn officer_pages(locale: Locale) -> Pages {
    let worklist = Worklist {
        page: officer(locale, "/desk/applications"),
        today: day(2026, 11, 23),
        late: 1,
        under_review: vec![
            row(locale, left(locale, "days-past", 1, BadgeTone::Bad), true),
            row(locale, left(locale, "days-left", 2, BadgeTone::Watch), false),
        ],
        with_applicants: vec![row(locale, left(locale, "days-left", 9, BadgeTone::Good), false)],
    };
    let told = |fa: &str, en: &str, answer: Option<&str>, reference| Told {
        label: words(locale, fa, en),
        answer: answer.map(str::to_owned),
        reference,
    };
    let decide = || DecideForm { key: "d".into(), reasons: grounds(locale), ..DecideForm::default() };
    let case = Case {
        page: officer(locale, "/desk/applications/11"),
        id: "11".into(),
        number: "Q-1405-001234".into(),
        applicant: words(locale, "سعید یعقوبی", "Saeed Yaghoubi"),
        kind: words(locale, "پروانه تاکسیرانی (راننده)", "Taxi driver permit"),
        state: state(locale),
        left: Some(left(locale, "days-left", 2, BadgeTone::Watch)),
        national_id: "432•••••17".into(),
        vehicle_id: Some("7".into()),
        vehicle: vehicle(locale),
        plate: Some(plate()),
        submitted_at: Some(at(8, 12)),
        review_by: Some(day(2026, 11, 25)),
        eligibility: vec![words(locale, "۲۳ سال تمام", "23 years of age or older")],
        answers: vec![
            told("نشانی محل زندگی شما چیست؟", "Where do you live?", Some("قزوین، خیابان فلسطین"), false),
            told("کرایه به کدام حساب واریز شود؟", "Which account?", Some("IR062960000000100324200001"), true),
        ],
        consents: vec![told("نام کوچک و عکسم نشان داده شود.", "My first name may be shown.", None, false)],
        documents: vec![
            document(locale, "a", words(locale, "عکس چهره", "Portrait"), true),
            document(locale, "b", words(locale, "گواهینامه رانندگی", "Driving licence"), false),
        ],
        ask: Some(AskForm {
            key: "k".into(),
            questions: grounds(locale),
            documents: kinds(locale),
            ticked_documents: vec!["taxi".into()],
            days: 10,
            ..AskForm::default()
        }),
        grant: Some(decide()),
        documents_open: true,
        refuse: Some(decide()),
        timeline: timeline(locale, false),
        ..Case::default()
    };
    let bad = Case {
        errors: errors(locale, &[("documents", "case-error-documents"), ("message", "case-error-message"), ("reason-a", "case-error-reason-code")]),
        ..case.clone()
    };
    let own = Case {
        is_own: true,
        ask: None,
        grant: None,
        refuse: None,
        decided: Some(Decided { reason: words(locale, "کامل است", "Complete"), note: None }),
        fee: Some(i18n::money_toman(locale, 7_700_000)),
        fee_due_on: Some(day(2026, 12, 8)),
        ..case.clone()
    };
    vec![
        ("worklist", draw(&worklist)),
        ("worklist-empty", draw(&Worklist { page: officer(locale, "/desk/applications"), ..Worklist::default() })),
        ("case", draw(&case)),
        ("case-bad", draw(&bad)),
        ("case-own", draw(&own)),
    ]
}
