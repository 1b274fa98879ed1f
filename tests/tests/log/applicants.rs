//! Applications as they go well and as they end otherwise, for the story that stock readers read.

use crate::support::{Log, noon};
use chrono::Days;
use domain::identity::person::{Person, PersonCommand, PersonDetails};
use domain::kernel::{Pii, Rial};
use domain::licensing::affiliation::{Affiliation, AffiliationCommand, Member};
use domain::licensing::agency::{Agency, AgencyCommand, RegisterAgency};
use domain::licensing::application::{
    Answers, Application, ApplicationCommand, ApplicationKind, AssessFee, CarriedDocument, Decision, DocumentFile, Officer, Prefill, Renews,
    RequestInformation, StartApplication, SubmitApplication,
};
use domain::licensing::assignment::{Assignment, AssignmentCommand};
use domain::policy::{AnswerKind, ApplicationRules, Choice, ConsentRule, DocumentRule, Question, RenewalRules};
use uuid::Uuid;

const PERSON: Uuid = Uuid::from_u128(2);
const PORTRAIT: Uuid = Uuid::from_u128(4);
const OFFICER: Officer = Officer { account_id: Uuid::from_u128(7), person_id: None };

fn pii(text: &str) -> Pii {
    Pii::clear(PERSON, text)
}

fn choices(code: &str) -> Vec<Choice> {
    vec![Choice { code: code.to_owned(), fa: "…".to_owned(), en: "…".to_owned() }]
}

fn rules() -> ApplicationRules {
    let text = || "…".to_owned();
    ApplicationRules {
        review_days: 7,
        information_days: 10,
        payment_days: 15,
        names_vehicle: true,
        questions: vec![Question {
            code: "address".to_owned(),
            fa: text(),
            en: text(),
            hint_fa: String::new(),
            hint_en: String::new(),
            answer: AnswerKind::Text,
            required: true,
            choices: Vec::new(),
        }],
        documents: vec![DocumentRule { code: "portrait".to_owned(), fa: text(), en: text(), hint_fa: text(), hint_en: text(), required: true, expires: false }],
        consents: vec![ConsentRule { code: "display".to_owned(), fa: text(), en: text(), required: false }],
        eligibility: Vec::new(),
        fees: Vec::new(),
        agreement_reasons: choices("in-order"),
        refusal_reasons: choices("no-vacancy"),
        rejection_reasons: choices("unreadable"),
        renewal: None,
        replaces_worn_out: false,
    }
}

fn start() -> ApplicationCommand {
    ApplicationCommand::Start(StartApplication {
        number: format!("Q-1405-{}", Uuid::new_v4()),
        permit_kind: "taxi_driver".to_owned(),
        kind: ApplicationKind::New,
        account_id: Uuid::from_u128(1),
        person_id: Uuid::new_v4(),
        licence_id: None,
        vehicle_id: None,
        renews: None,
        replaces_worn_out: false,
        prefill: None,
        at_counter: None,
        policy_version: "1405-01".to_owned(),
    })
}

/// A licence in the last ten days of its term.
fn renews() -> Renews {
    let today = noon().date_naive();
    let rules = RenewalRules { window_days: 60, grace_days: 30, needs_officer_when_unchanged: false, unchanged_reason: "in-order".to_owned(), revoked_reason: "no-vacancy".to_owned() };
    Renews { expires_on: today + Days::new(10), suspended: false, rules, today }
}

fn renewal() -> ApplicationCommand {
    let ApplicationCommand::Start(new) = start() else { unreachable!("it starts") };
    let file =
        DocumentFile { document_id: Uuid::from_u128(15), kind: "portrait".to_owned(), valid_until: None, media_type: "image/jpeg".to_owned(), bytes: 12, address: "ab".to_owned() };
    ApplicationCommand::Start(StartApplication {
        kind: ApplicationKind::Renewal,
        licence_id: Some(Uuid::from_u128(16)),
        renews: Some(renews()),
        prefill: Some(Prefill {
            application_id: Uuid::from_u128(8),
            answers: vec![("address".to_owned(), pii("قزوین"))],
            consents: vec!["display".to_owned()],
            documents: vec![CarriedDocument { file, from_document: PORTRAIT }],
        }),
        vehicle_id: Some(Uuid::from_u128(3)),
        ..new
    })
}

fn submit_renewal() -> ApplicationCommand {
    let ApplicationCommand::Submit(sent) = submit() else { unreachable!("it is sent") };
    ApplicationCommand::Submit(SubmitApplication { renews: Some(renews()), ..sent })
}

fn answer(display: bool) -> ApplicationCommand {
    ApplicationCommand::Answer(Answers {
        answers: vec![("address".to_owned(), pii("قزوین"))],
        vehicle_id: Some(Uuid::from_u128(3)),
        consents: vec![("display".to_owned(), display)],
        rules: rules(),
    })
}

fn upload(document_id: Uuid) -> ApplicationCommand {
    let file =
        DocumentFile { document_id, kind: "portrait".to_owned(), valid_until: None, media_type: "image/jpeg".to_owned(), bytes: 12, address: "ab".to_owned() };
    ApplicationCommand::UploadDocument { file, rules: rules() }
}

fn submit() -> ApplicationCommand {
    let today = noon().date_naive();
    ApplicationCommand::Submit(SubmitApplication {
        declared: true,
        facts: Vec::new(),
        rules: rules(),
        today,
        review_by: today + Days::new(7),
        renews: None,
        policy_version: "1405-01".to_owned(),
    })
}

fn request() -> ApplicationCommand {
    ApplicationCommand::RequestInformation(RequestInformation {
        officer: OFFICER,
        questions: Vec::new(),
        documents: vec!["portrait".to_owned()],
        message: pii("عکس تازه بفرستید"),
        answer_by: noon().date_naive() + Days::new(10),
        rules: rules(),
        policy_version: "1405-01".to_owned(),
    })
}

fn decision(reason: &str) -> Decision {
    Decision { officer: OFFICER, reason: reason.to_owned(), note: None, rules: rules(), today: noon().date_naive(), policy_version: "1405-01".to_owned() }
}

impl Log {
    /// Everything that can become of a person who applies, and of the driver.
    pub async fn tell_of_applicants(&self) {
        let details = || PersonDetails { national_id: pii("0012345679"), first_name: pii("نادر"), last_name: pii("صفوی"), birth_date: pii("1990-01-01") };
        let renamed = PersonDetails { first_name: pii("نادره"), ..details() };
        self.tell::<Person>(vec![
            PersonCommand::Register { account_id: Some(Uuid::from_u128(1)), details: details() },
            PersonCommand::Correct(renamed),
            PersonCommand::Declare { application_id: Uuid::from_u128(8) },
        ])
        .await;
        let again = Uuid::from_u128(14);
        let (invoice_id, today) = (Uuid::from_u128(6), noon().date_naive());
        let fee = Rial::new(4_850_000).expect("not negative");
        self.tell::<Application>(vec![
            start(),
            answer(true),
            answer(false),
            upload(PORTRAIT),
            submit(),
            ApplicationCommand::RejectDocument {
                document_id: PORTRAIT,
                officer: OFFICER,
                reason: "unreadable".to_owned(),
                reasons: choices("unreadable"),
                note: Some(pii("تار است")),
            },
            request(),
            upload(again),
            ApplicationCommand::SupplyInformation { review_by: today + Days::new(7) },
            ApplicationCommand::AcceptDocument { document_id: again, officer: OFFICER },
            ApplicationCommand::Agree(decision("in-order")),
            ApplicationCommand::AssessFee(AssessFee { invoice_id, items: vec![("issue".to_owned(), fee)], due_on: today, tariff_version: "1405-01".to_owned() }),
            ApplicationCommand::Grant { invoice_id, paid_on: today },
        ])
        .await;
        self.tell::<Application>(vec![start(), answer(true), upload(PORTRAIT), submit(), ApplicationCommand::Refuse(decision("no-vacancy"))]).await;
        self.tell::<Application>(vec![start(), ApplicationCommand::TakeUp { officer: OFFICER }, ApplicationCommand::Withdraw]).await;
        let lapse = ApplicationCommand::Lapse { today: today + Days::new(11) };
        self.tell::<Application>(vec![start(), answer(true), upload(PORTRAIT), submit(), request(), lapse]).await;
        self.tell::<Application>(vec![renewal(), submit_renewal(), ApplicationCommand::Withdraw]).await;
        self.tell_of_inspections().await;
        self.tell::<Agency>(vec![AgencyCommand::Register(RegisterAgency {
            licence_id: Uuid::new_v4(),
            person_id: PERSON,
            account_id: Uuid::from_u128(1),
            name: "مینودر".to_owned(),
            premises: pii("قزوین، مینودر"),
        })])
        .await;
        let offer = |member| AffiliationCommand::Offer { agency_id: Uuid::from_u128(9), agency_name: "مینودر".to_owned(), member };
        let car = Member::Vehicle { vehicle_id: Uuid::new_v4() };
        self.tell::<Affiliation>(vec![offer(car), AffiliationCommand::Accept, AffiliationCommand::End]).await;
        let driver = Member::Driver { person_id: PERSON, licence_id: Uuid::new_v4() };
        self.tell::<Affiliation>(vec![offer(driver), AffiliationCommand::Decline]).await;
        self.tell::<Assignment>(vec![
            AssignmentCommand::Assign {
                vehicle_id: Uuid::new_v4(),
                licence_id: Uuid::new_v4(),
                person_id: Uuid::new_v4(),
                shift: "morning".to_owned(),
                shifts: choices("morning"),
            },
            AssignmentCommand::ChangeShift { shift: "night".to_owned(), shifts: choices("night") },
            AssignmentCommand::End,
        ])
        .await;
    }
}
