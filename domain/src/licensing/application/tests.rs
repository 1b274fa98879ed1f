use super::*;
use crate::kernel::{ClaimChange, LogEvent, Pii, Rial};
use crate::policy::{AnswerKind, ApplicationRules, Choice, ConsentRule, DocumentRule, Fee, Question, RenewalRules};
use chrono::NaiveDate;
use cqrs_es::test::TestFramework;
use uuid::Uuid;

mod pairs;
mod renewals;

const ACCOUNT: Uuid = Uuid::from_u128(1);
const PERSON: Uuid = Uuid::from_u128(2);
const VEHICLE: Uuid = Uuid::from_u128(3);
const PORTRAIT: Uuid = Uuid::from_u128(4);
const LICENCE: Uuid = Uuid::from_u128(5);
const INVOICE: Uuid = Uuid::from_u128(6);
const CLERK: Officer = Officer { account_id: Uuid::from_u128(8), person_id: None };
const OFFICER: Officer = Officer { account_id: Uuid::from_u128(7), person_id: None };

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).expect("a real day")
}

fn today() -> NaiveDate {
    day(23)
}

fn rial(amount: i64) -> Rial {
    Rial::new(amount).expect("not negative")
}

fn pii(text: &str) -> Pii {
    Pii::clear(PERSON, text)
}

fn choice(code: &str) -> Choice {
    Choice { code: code.into(), fa: "مورد".into(), en: "a case".into() }
}

fn document(code: &str, expires: bool) -> DocumentRule {
    DocumentRule {
        code: code.into(),
        fa: "مدرک".into(),
        en: "a document".into(),
        hint_fa: String::new(),
        hint_en: String::new(),
        required: true,
        expires,
    }
}

fn rules() -> ApplicationRules {
    ApplicationRules {
        review_days: 7,
        information_days: 10,
        payment_days: 15,
        names_vehicle: true,
        questions: vec![Question {
            code: "address".into(),
            fa: "نشانی".into(),
            en: "Address".into(),
            hint_fa: String::new(),
            hint_en: String::new(),
            answer: AnswerKind::Text,
            required: true,
            choices: vec![],
        }],
        documents: vec![document("portrait", false), document("driving_licence", true)],
        consents: vec![ConsentRule { code: "public-display".into(), fa: "نمایش".into(), en: "Display".into(), required: false }],
        eligibility: vec![],
        fees: vec![Fee { code: "issue".into(), fa: "صدور".into(), en: "Issue".into(), rial: rial(4_850_000), kinds: vec![], late: false, fuels: vec![] }],
        agreement_reasons: vec![choice("all-in-order")],
        refusal_reasons: vec![choice("no-vacancy")],
        rejection_reasons: vec![choice("unreadable")],
        renewal: None,
        replaces_worn_out: false,
    }
}

fn start() -> ApplicationCommand {
    ApplicationCommand::Start(StartApplication {
        number: "Q-1405-000001".into(),
        permit_kind: "taxi_driver".into(),
        kind: ApplicationKind::New,
        account_id: ACCOUNT,
        person_id: PERSON,
        licence_id: None,
        vehicle_id: None,
        renews: None,
        replaces_worn_out: false,
        prefill: None,
        at_counter: None,
        policy_version: "1405-01".into(),
    })
}

fn answers() -> Answers {
    Answers {
        answers: vec![("address".into(), pii("قزوین، خیابان فلسطین"))],
        vehicle_id: Some(VEHICLE),
        consents: vec![("public-display".into(), true)],
        rules: rules(),
    }
}

fn file(document_id: Uuid, kind: &str, valid_until: Option<NaiveDate>) -> DocumentFile {
    DocumentFile { document_id, kind: kind.into(), valid_until, media_type: "image/jpeg".into(), bytes: 12_000, address: "ab".into() }
}

fn upload(document_id: Uuid, kind: &str, valid_until: Option<NaiveDate>) -> ApplicationCommand {
    ApplicationCommand::UploadDocument { file: file(document_id, kind, valid_until), rules: rules() }
}

fn submit() -> SubmitApplication {
    SubmitApplication {
        declared: true,
        facts: vec![Fact { rule: "age-at-least".into(), value: 23, met: true, evidence: "person:birth_date".into() }],
        rules: rules(),
        today: today(),
        review_by: day(30),
        renews: None,
        policy_version: "1405-01".into(),
    }
}

fn request() -> RequestInformation {
    RequestInformation {
        officer: OFFICER,
        questions: vec![],
        documents: vec!["portrait".into()],
        message: pii("عکس تازه بفرستید"),
        answer_by: day(28),
        rules: rules(),
        policy_version: "1405-01".into(),
    }
}

fn decision(reason: &str) -> Decision {
    Decision { officer: OFFICER, reason: reason.into(), note: None, rules: rules(), today: today(), policy_version: "1405-01".into() }
}

fn assess() -> AssessFee {
    AssessFee {
        invoice_id: INVOICE,
        items: vec![("issue".into(), rial(4_850_000)), ("smart-card".into(), rial(1_200_000))],
        due_on: day(30),
        tariff_version: "1405-01".into(),
    }
}

fn started() -> ApplicationEvent {
    ApplicationEvent::ApplicationStarted {
        number: "Q-1405-000001".into(),
        permit_kind: "taxi_driver".into(),
        kind: ApplicationKind::New,
        account_id: ACCOUNT,
        person_id: PERSON,
        licence_id: None,
        policy_version: "1405-01".into(),
    }
}

fn submitted() -> ApplicationEvent {
    let SubmitApplication { facts, review_by, policy_version, .. } = submit();
    ApplicationEvent::ApplicationSubmitted { facts, review_by, policy_version }
}

fn complete() -> Vec<ApplicationEvent> {
    vec![
        started(),
        ApplicationEvent::QuestionAnswered { question: "address".into(), answer: pii("قزوین") },
        ApplicationEvent::VehicleNamed { vehicle_id: VEHICLE },
        ApplicationEvent::DocumentUploaded(file(PORTRAIT, "portrait", None)),
        ApplicationEvent::DocumentUploaded(file(LICENCE, "driving_licence", Some(day(24)))),
    ]
}

fn under_review() -> Vec<ApplicationEvent> {
    complete().into_iter().chain([submitted()]).collect()
}

fn accepted() -> Vec<ApplicationEvent> {
    let accept = |document_id| ApplicationEvent::DocumentAccepted { document_id };
    under_review().into_iter().chain([accept(PORTRAIT), accept(LICENCE)]).collect()
}

fn asked() -> ApplicationEvent {
    let RequestInformation { questions, documents, message, answer_by, policy_version, .. } = request();
    ApplicationEvent::InformationRequested { questions, documents, message, answer_by, policy_version }
}

fn agreed() -> ApplicationEvent {
    ApplicationEvent::ApplicationAgreedInPrinciple { reason: "all-in-order".into(), note: None, policy_version: "1405-01".into() }
}

fn assessed() -> ApplicationEvent {
    ApplicationEvent::FeeAssessed {
        invoice_id: INVOICE,
        items: vec![
            FeeItem { code: "issue".into(), amount: rial(4_850_000) },
            FeeItem { code: "smart-card".into(), amount: rial(1_200_000) },
        ],
        total: rial(6_050_000),
        due_on: day(30),
        tariff_version: "1405-01".into(),
    }
}

fn application() -> TestFramework<Application> {
    TestFramework::with(())
}

mod stories {
    use super::*;

    #[test]
    fn a_driver_answers_names_the_car_and_agrees_to_be_shown() {
        application().given(vec![started()]).when(ApplicationCommand::Answer(answers())).then_expect_events(vec![
            ApplicationEvent::QuestionAnswered { question: "address".into(), answer: pii("قزوین، خیابان فلسطین") },
            ApplicationEvent::VehicleNamed { vehicle_id: VEHICLE },
            ApplicationEvent::ConsentGiven { consent: "public-display".into() },
        ]);
    }

    #[test]
    fn a_consent_is_taken_back_and_what_is_as_it_was_is_no_event() {
        let given = ApplicationEvent::ConsentGiven { consent: "public-display".into() };
        let back = Answers { answers: vec![], vehicle_id: None, consents: vec![("public-display".into(), false)], rules: rules() };
        application()
            .given(vec![started(), given])
            .when(ApplicationCommand::Answer(back.clone()))
            .then_expect_events(vec![ApplicationEvent::ConsentWithdrawn { consent: "public-display".into() }]);
        application().given(vec![started()]).when(ApplicationCommand::Answer(back)).then_expect_events(vec![]);
    }

    #[test]
    fn nothing_is_taken_that_the_permit_kind_does_not_ask() {
        let other = Answers { answers: vec![("shoe-size".into(), pii("42"))], vehicle_id: None, consents: vec![], rules: rules() };
        for command in [ApplicationCommand::Answer(other), upload(PORTRAIT, "diploma", None)] {
            application().given(vec![started()]).when(command).then_expect_error(ApplicationError::UnknownQuestion);
        }
    }

    #[test]
    fn a_document_that_runs_out_needs_its_last_day() {
        application()
            .given(vec![started()])
            .when(upload(LICENCE, "driving_licence", None))
            .then_expect_error(ApplicationError::ValidUntilNeeded);
    }

    #[test]
    fn a_half_filled_application_stays_a_draft() {
        for missing in 1..complete().len() {
            let mut events = complete();
            events.remove(missing);
            application()
                .given(events)
                .when(ApplicationCommand::Submit(submit()))
                .then_expect_error(ApplicationError::Incomplete);
        }
    }

    #[test]
    fn on_its_last_day_a_document_is_good_and_the_day_after_it_is_not() {
        let on = |today| ApplicationCommand::Submit(SubmitApplication { today, ..submit() });
        application().given(complete()).when(on(day(24))).then_expect_events(vec![submitted()]);
        application().given(complete()).when(on(day(25))).then_expect_error(ApplicationError::DocumentLapsed);
    }

    #[test]
    fn only_a_worn_out_vehicle_is_replaced() {
        let begin = |replaces_worn_out| {
            let ApplicationCommand::Start(new) = start() else { unreachable!("it starts") };
            ApplicationCommand::Start(StartApplication { kind: ApplicationKind::Replacement, replaces_worn_out, ..new })
        };
        application().given_no_previous_events().when(begin(false)).then_expect_error(ApplicationError::NotWornOut);
        assert!(application().given_no_previous_events().when(begin(true)).inspect_result().is_ok());
    }

    #[test]
    fn who_does_not_declare_or_is_too_young_does_not_submit() {
        let undeclared = SubmitApplication { declared: false, ..submit() };
        application().given(complete()).when(ApplicationCommand::Submit(undeclared)).then_expect_error(ApplicationError::NotDeclared);
        let mut young = submit();
        young.facts[0].met = false;
        application().given(complete()).when(ApplicationCommand::Submit(young)).then_expect_error(ApplicationError::NotEligible);
    }

    #[test]
    fn only_what_the_officer_asked_for_can_be_changed() {
        let given: Vec<_> = under_review().into_iter().chain([asked()]).collect();
        let again = Uuid::from_u128(14);
        application()
            .given(given.clone())
            .when(upload(again, "portrait", None))
            .then_expect_events(vec![ApplicationEvent::DocumentUploaded(file(again, "portrait", None))]);
        application()
            .given(given.clone())
            .when(upload(again, "driving_licence", Some(day(30))))
            .then_expect_error(ApplicationError::NotRequested);
        application().given(given).when(ApplicationCommand::Answer(answers())).then_expect_error(ApplicationError::NotRequested);
    }

    #[test]
    fn a_document_that_was_replaced_is_judged_no_more() {
        let again = ApplicationEvent::DocumentUploaded(file(Uuid::from_u128(14), "portrait", None));
        let supplied = ApplicationEvent::InformationSupplied { review_by: day(30) };
        application()
            .given(under_review().into_iter().chain([asked(), again, supplied]).collect())
            .when(ApplicationCommand::AcceptDocument { document_id: PORTRAIT, officer: OFFICER })
            .then_expect_error(ApplicationError::UnknownDocument);
    }

    #[test]
    fn nobody_decides_on_their_own_application() {
        for officer in [
            Officer { account_id: ACCOUNT, person_id: None },
            Officer { account_id: Uuid::from_u128(7), person_id: Some(PERSON) },
        ] {
            for command in [
                ApplicationCommand::Agree(Decision { officer, ..decision("all-in-order") }),
                ApplicationCommand::Refuse(Decision { officer, ..decision("no-vacancy") }),
                ApplicationCommand::AcceptDocument { document_id: PORTRAIT, officer },
                ApplicationCommand::RequestInformation(RequestInformation { officer, ..request() }),
            ] {
                application().given(accepted()).when(command).then_expect_error(ApplicationError::OwnApplication);
            }
        }
    }

    #[test]
    fn who_entered_an_application_at_the_counter_decides_nothing_about_it() {
        let entered = || {
            let taken_up = ApplicationEvent::ApplicationTakenUpAtCounter { officer_id: CLERK.account_id };
            std::iter::once(started()).chain([taken_up]).chain(accepted().into_iter().skip(1)).collect::<Vec<_>>()
        };
        for command in [
            ApplicationCommand::Agree(Decision { officer: CLERK, ..decision("all-in-order") }),
            ApplicationCommand::Refuse(Decision { officer: CLERK, ..decision("no-vacancy") }),
            ApplicationCommand::AcceptDocument { document_id: PORTRAIT, officer: CLERK },
            ApplicationCommand::RequestInformation(RequestInformation { officer: CLERK, ..request() }),
        ] {
            application().given(entered()).when(command).then_expect_error(ApplicationError::EnteredAtCounter);
        }
        application().given(entered()).when(ApplicationCommand::Refuse(decision("no-vacancy"))).inspect_result().expect("another officer may");
    }

    #[test]
    fn an_officer_takes_an_application_up_once_and_never_their_own() {
        let taken_up = || ApplicationEvent::ApplicationTakenUpAtCounter { officer_id: CLERK.account_id };
        let by = |officer| ApplicationCommand::TakeUp { officer };
        application().given(vec![started()]).when(by(CLERK)).then_expect_events(vec![taken_up()]);
        application().given(vec![started(), taken_up()]).when(by(CLERK)).then_expect_error(ApplicationError::TakenUpAlready);
        for own in [Officer { account_id: ACCOUNT, person_id: None }, Officer { person_id: Some(PERSON), ..CLERK }] {
            application().given(vec![started()]).when(by(own)).then_expect_error(ApplicationError::OwnApplication);
            let ApplicationCommand::Start(new) = start() else { unreachable!("it starts") };
            let own = ApplicationCommand::Start(StartApplication { at_counter: Some(own), ..new });
            application().given_no_previous_events().when(own).then_expect_error(ApplicationError::OwnApplication);
        }
    }

    #[test]
    fn nothing_is_agreed_to_before_every_needed_document_is_accepted() {
        let one = ApplicationEvent::DocumentAccepted { document_id: PORTRAIT };
        application()
            .given(under_review().into_iter().chain([one]).collect())
            .when(ApplicationCommand::Agree(decision("all-in-order")))
            .then_expect_error(ApplicationError::DocumentsNotAccepted);
    }

    #[test]
    fn a_lapsed_document_stops_a_late_decision() {
        let late = Decision { today: day(25), ..decision("all-in-order") };
        application().given(accepted()).when(ApplicationCommand::Agree(late)).then_expect_error(ApplicationError::DocumentLapsed);
    }

    #[test]
    fn the_fee_is_the_sum_of_its_items() {
        application()
            .given(accepted().into_iter().chain([agreed()]).collect())
            .when(ApplicationCommand::AssessFee(assess()))
            .then_expect_events(vec![assessed()]);
    }

    #[test]
    fn what_is_waited_for_may_come_on_the_last_day() {
        let due: Vec<_> = accepted().into_iter().chain([agreed(), assessed()]).collect();
        let on = |today| ApplicationCommand::Lapse { today };
        application().given(due.clone()).when(on(day(30))).then_expect_error(ApplicationError::NotLapsed);
        let tomorrow = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a real day");
        application().given(due).when(on(tomorrow)).then_expect_events(vec![ApplicationEvent::ApplicationNotTakenUp {}]);
    }

    #[test]
    fn a_person_has_one_application_of_a_kind_under_way() {
        let open = ClaimChange::Take { scope: "application.open", value: format!("{PERSON}:taxi_driver") };
        assert_eq!(started().claims(), [open]);
        let free = ClaimChange::Release { scope: "application.open" };
        assert!(ApplicationEvent::ApplicationWithdrawn {}.claims().contains(&free));
    }

    #[test]
    fn answers_and_letters_are_personal() {
        let mut answered = ApplicationEvent::QuestionAnswered { question: "address".into(), answer: pii("قزوین") };
        assert_eq!(answered.personal().len(), 1);
        assert_eq!(asked().personal().len(), 1);
        assert!(started().personal().is_empty() && assessed().personal().is_empty());
    }
}
