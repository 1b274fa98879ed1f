//! People who drive a car, from their first question to the permit.

use super::applicants::{KIND, answer_to, picture};
use super::{ApiClient, Payer, Taxi, TestApp};
use application::applications::{
    AnswersInput, DecisionInput, JudgementInput, StartInput, SubmissionInput, UploadInput, answer, decide, judge, start, submit, upload,
};
use application::persons::{PersonInput, RegisterPerson, register};
use application::{Actor, CommandKey, Failure};
use domain::identity::account::Role;
use domain::kernel::NationalId;
use domain::kernel::event::derived_id;
use domain::licensing::application::PUBLIC_DISPLAY;
use projections::applications::query;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Somebody who applied for a driver's permit.
#[derive(Clone)]
pub struct Applicant {
    /// Who acts in use cases.
    pub actor: Actor,
    /// A browser in which the person has signed in.
    pub browser: ApiClient,
    /// The mobile number.
    pub mobile: String,
    /// The national id.
    pub national_id: String,
    /// The application.
    pub application_id: Uuid,
}

impl Applicant {
    /// The invoice of the application's fees, once there is one.
    pub fn invoice_id(&self) -> String {
        derived_id(self.application_id, "invoice").to_string()
    }
}

/// Somebody whose permit was granted.
#[derive(Clone)]
pub struct Driver {
    /// Who it is.
    pub applicant: Applicant,
    /// The permit.
    pub licence_id: Uuid,
    /// Its number.
    pub number: String,
}

/// An officer for use cases that need no account.
pub fn officer() -> Actor {
    Actor::Account { id: Uuid::new_v4(), roles: vec![Role::Officer], session_id: Uuid::new_v4() }
}

impl TestApp {
    /// Somebody who signed in and began an application in this car, with everything in it.
    pub async fn drafted(&self, taxi: &Taxi, shown_to_passengers: bool) -> Applicant {
        self.drafted_by(&self.new_mobile(), taxi, shown_to_passengers).await
    }

    /// The same, by the owner of this number, who may be somebody already.
    pub async fn drafted_by(&self, mobile: &str, taxi: &Taxi, shown_to_passengers: bool) -> Applicant {
        let mobile = mobile.to_owned();
        let browser = self.signed_in(&mobile).await;
        let me = browser.get("/api/v1/me").await.expect(200);
        let account_id = me["account_id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        let actor = Actor::Account { id: account_id, roles: Vec::new(), session_id: Uuid::new_v4() };
        let national_id = self.new_national_id();
        let person = PersonInput {
            national_id: national_id.clone(),
            first_name: "مهدی".to_owned(),
            last_name: "رستمی".to_owned(),
            birth_date: "1990-01-01".to_owned(),
        };
        let person = RegisterPerson::parse(&self.ctx, &person).expect("good input");
        match register(&self.ctx, &actor, person, &CommandKey::fresh()).await {
            // Who applied before has told it.
            Ok(_) | Err(Failure::Refused { code: "person-details-declared", .. }) => {}
            Err(failure) => panic!("is not registered: {failure:?}"),
        }
        let kind = StartInput::parse(&self.ctx, KIND, "new").expect("good input");
        let application_id = start(&self.ctx, &actor, kind, &CommandKey::fresh()).await.expect("is begun").application_id;
        self.settle().await;

        let policy = self.ctx.policy_now();
        let rules = policy.permit_kind(KIND).and_then(|kind| kind.application.as_ref()).expect("can be applied for");
        let given = AnswersInput {
            answers: rules.questions.iter().map(|question| (question.code.clone(), answer_to(question))).collect(),
            plate: Some(taxi.plate.clone()),
            consents: rules.consents.iter().map(|asked| (asked.code.clone(), shown_to_passengers || asked.code != PUBLIC_DISPLAY)).collect(),
        };
        answer(&self.ctx, &actor, application_id, &given, &CommandKey::fresh()).await.expect("is answered");
        let applicant = Applicant { actor, browser, mobile, national_id, application_id };
        for document in &rules.documents {
            self.hand_in(&applicant, &document.code, if document.expires { "2030-01-01" } else { "" }).await;
        }
        self.settle().await;
        applicant
    }

    /// Hands a document in.
    pub async fn hand_in(&self, applicant: &Applicant, kind: &str, valid_until: &str) {
        let input = UploadInput { kind: kind.to_owned(), valid_until: valid_until.to_owned(), file: picture() };
        upload(&self.ctx, &applicant.actor, applicant.application_id, input, &CommandKey::fresh()).await.expect("is handed in");
    }

    /// The same, sent to the officers.
    pub async fn applied(&self, taxi: &Taxi, shown_to_passengers: bool) -> Applicant {
        let applicant = self.drafted(taxi, shown_to_passengers).await;
        self.send_in(&applicant).await;
        applicant
    }

    /// Sends an application, or what was asked for.
    pub async fn send_in(&self, applicant: &Applicant) {
        let declared = SubmissionInput { declared: true };
        submit(&self.ctx, &applicant.actor, applicant.application_id, declared, &CommandKey::fresh()).await.expect("is sent");
        self.settle().await;
    }

    /// The same, agreed to: the fee is assessed.
    pub async fn agreed(&self, taxi: &Taxi, shown_to_passengers: bool) -> Applicant {
        let applicant = self.applied(taxi, shown_to_passengers).await;
        self.agree_to(&applicant).await;
        applicant
    }

    /// An officer accepts every document and agrees.
    pub async fn agree_to(&self, applicant: &Applicant) {
        let (ctx, officer, id) = (&self.ctx, officer(), applicant.application_id);
        for document_id in self.documents(id).await.into_values() {
            judge(ctx, &officer, id, document_id, JudgementInput::Accept, &CommandKey::fresh()).await.expect("is accepted");
        }
        let decision = DecisionInput::parse("grant", "all-in-order", "").expect("good input");
        decide(ctx, &officer, id, decision, &CommandKey::fresh()).await.expect("is agreed to");
        self.settle().await;
    }

    /// A driver of this car: agreed to, paid, the permit issued.
    pub async fn driver(&self, taxi: &Taxi, shown_to_passengers: bool) -> Driver {
        let applicant = self.agreed(taxi, shown_to_passengers).await;
        self.paid(&applicant).await
    }

    /// Pays what the application costs; the permit is issued.
    pub async fn paid(&self, applicant: &Applicant) -> Driver {
        let payer = self.payer_of(applicant).await;
        let attempt = self.begin(&payer, &applicant.invoice_id(), "zarinpal").await;
        self.pay(&attempt).await;
        let licence_id = derived_id(applicant.application_id, "licence");
        let licence = projections::register::query::licence(self.ctx.pool(), licence_id).await.expect("reads").expect("is issued");
        Driver { applicant: applicant.clone(), licence_id, number: licence.number }
    }

    /// An applicant as somebody who pays.
    pub async fn payer_of(&self, applicant: &Applicant) -> Payer {
        let account_id = applicant.actor.account_id().expect("an account");
        Payer { client: self.token_of(&applicant.mobile).await, account_id, mobile: applicant.mobile.clone() }
    }

    /// The documents of an application that count, by kind.
    pub async fn documents(&self, application_id: Uuid) -> BTreeMap<String, Uuid> {
        query::application(self.ctx.pool(), application_id).await.expect("reads").expect("is there").documents
    }

    /// A national id that nobody in this test has.
    fn new_national_id(&self) -> String {
        let nine = format!("{:09}", 12_345_000 + self.next());
        (0..10).map(|check| format!("{nine}{check}")).find(|id| NationalId::parse(id).is_ok()).expect("one check digit is right")
    }
}
