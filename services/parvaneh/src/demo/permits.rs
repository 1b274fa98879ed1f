//! How the demo's drivers and its agency got their permits: from the first question to the fee.

use super::payer::Payer;
use super::people::acting;
use super::plan::{Deed, Step, command_id};
use super::visitors::{DRIVER, MANAGER, MEMBER, Visitor};
use application::applications::{
    AnswersInput, DecisionInput, JudgementInput, StartInput, SubmissionInput, UploadInput, answer, decide, judge, start, submit, upload,
};
use application::payments::{StartInput as Gateway, start as start_payment};
use application::persons::{PersonInput, RegisterPerson, register};
use application::{CommandKey, Context, Failure};
use chrono::{DateTime, Days, Utc};
use domain::identity::account::Role;
use domain::kernel::event::derived_id;
use uuid::Uuid;

/// An application and everything in it.
struct Application {
    visitor: Visitor,
    permit_kind: &'static str,
    plate: Option<&'static str>,
    birth_date: &'static str,
    answers: &'static [(&'static str, &'static str)],
    consents: &'static [&'static str],
    documents: &'static [&'static str],
}

const DRIVERS_DOCUMENTS: &[&str] = &["portrait", "driving_licence", "health_certificate"];

static APPLICATIONS: [Application; 3] = [
    Application {
        visitor: DRIVER,
        permit_kind: "taxi_driver",
        plate: Some("24ت439-79"),
        birth_date: "1979-05-14",
        answers: &[("address", "قزوین، خیابان فلسطین، کوچهٔ بهار"), ("education", "diploma"), ("shift", "morning"), ("sheba", "IR062960000000100324200001")],
        consents: &["public-display", "inquiries"],
        documents: DRIVERS_DOCUMENTS,
    },
    Application {
        visitor: MEMBER,
        permit_kind: "taxi_driver",
        plate: Some("16ت402-79"),
        birth_date: "1988-09-02",
        answers: &[("address", "قزوین، مینودر، بلوار امیرکبیر"), ("education", "university"), ("shift", "evening")],
        consents: &["public-display", "inquiries"],
        documents: DRIVERS_DOCUMENTS,
    },
    Application {
        visitor: MANAGER,
        permit_kind: "agency",
        plate: None,
        birth_date: "1975-01-20",
        answers: &[("agency_name", "تاکسی تلفنی مینودر"), ("premises", "قزوین، مینودر، پلاک ۱۲")],
        consents: &["inquiries"],
        documents: &["premises_deed", "premises_photo"],
    },
];

/// The permit of a driver, whose id follows from the application.
pub(super) fn permit_of(visitor: &Visitor) -> Uuid {
    let application = derived_id(command_id(&format!("application {}", visitor.mobile)), "application");
    derived_id(application, "licence")
}

impl Application {
    fn step(&self, what: &str) -> String {
        format!("{what} {}", self.visitor.mobile)
    }

    fn id(&self) -> Uuid {
        derived_id(command_id(&self.step("application")), "application")
    }

    fn document(&self, kind: &str) -> String {
        self.step(&format!("document {kind}"))
    }
}

/// A stage of an application.
#[derive(Clone)]
enum Stage {
    Told,
    Begun,
    Answered,
    HandedIn(&'static str),
    Sent,
    Accepted(&'static str),
    Agreed,
    Paid(Payer),
}

struct Turn(&'static Application, Stage);

pub(super) fn steps(now: DateTime<Utc>, payer: &Payer) -> Vec<Step> {
    let mut steps = Vec::new();
    for application in &APPLICATIONS {
        let handed_in = application.documents.iter().map(|kind| (application.document(kind), Stage::HandedIn(kind)));
        let accepted = application.documents.iter().map(|kind| (application.step(&format!("judge {kind}")), Stage::Accepted(kind)));
        let one = |what: &str, stage| std::iter::once((application.step(what), stage));
        let all = one("person", Stage::Told)
            .chain(one("application", Stage::Begun))
            .chain(one("answers", Stage::Answered))
            .chain(handed_in)
            .chain(one("submission", Stage::Sent))
            .chain(accepted)
            .chain(one("decision", Stage::Agreed))
            .chain(one("fee", Stage::Paid(payer.clone())));
        for (hour, (name, stage)) in (1..).zip(all) {
            steps.push(Step::hours_ago(now, application.visitor.hours_ago - hour, name, Turn(application, stage)));
        }
    }
    steps
}

#[async_trait::async_trait]
impl Deed for Turn {
    async fn carry_out(&self, ctx: &Context, key: &CommandKey) -> Result<(), Failure> {
        let Self(application, stage) = self;
        let (id, applicant, officer) = (application.id(), application.visitor.acting(&[]), acting(Role::Officer));
        match stage {
            Stage::Told => {
                let input = PersonInput {
                    national_id: application.visitor.national_id.to_owned(),
                    first_name: application.visitor.first_name.to_owned(),
                    last_name: application.visitor.last_name.to_owned(),
                    birth_date: application.birth_date.to_owned(),
                };
                register(ctx, &applicant, RegisterPerson::parse(ctx, &input)?, key).await.map(drop)?;
            }
            Stage::Begun => {
                start(ctx, &applicant, StartInput::parse(ctx, application.permit_kind, "new")?, key).await.map(drop)?;
            }
            Stage::Answered => {
                let given = AnswersInput {
                    answers: application.answers.iter().map(|(code, text)| ((*code).to_owned(), (*text).to_owned())).collect(),
                    plate: application.plate.map(str::to_owned),
                    consents: application.consents.iter().map(|code| ((*code).to_owned(), true)).collect(),
                };
                answer(ctx, &applicant, id, &given, key).await.map(drop)?;
            }
            Stage::HandedIn(kind) => {
                let rules = ctx.policy_now().permit_kind(application.permit_kind).and_then(|kind| kind.application.as_ref());
                let expires = rules.and_then(|rules| rules.document(kind)).is_some_and(|rule| rule.expires);
                let last = ctx.today() + Days::new(3_000);
                let valid_until = if expires { last.to_string() } else { String::new() };
                let input = UploadInput { kind: (*kind).to_owned(), valid_until, file: picture() };
                upload(ctx, &applicant, id, input, key).await.map(drop)?;
            }
            Stage::Sent => {
                submit(ctx, &applicant, id, SubmissionInput { declared: true }, key).await.map(drop)?;
            }
            Stage::Accepted(kind) => {
                let document_id = derived_id(command_id(&application.document(kind)), "document");
                judge(ctx, &officer, id, document_id, JudgementInput::Accept, key).await.map(drop)?;
            }
            Stage::Agreed => {
                decide(ctx, &officer, id, DecisionInput::parse("grant", "all-in-order", "")?, key).await.map(drop)?;
            }
            Stage::Paid(payer) => pay(ctx, application, payer, key).await?,
        }
        // The next step reads what this one wrote.
        ctx.settle().await
    }
}

/// Pays the fee.
async fn pay(ctx: &Context, application: &Application, payer: &Payer, key: &CommandKey) -> Result<(), Failure> {
    let (actor, invoice_id) = (&application.visitor.acting(&[]), derived_id(application.id(), "invoice"));
    let begin = async |key: CommandKey| {
        let started = start_payment(ctx, actor, invoice_id, Gateway::parse(ctx, "")?, &key).await?;
        Ok(started.redirect_url)
    };
    payer.pay(ctx, key, begin).await
}

/// What is handed in as a photo or a scan: our own mark.
fn picture() -> Vec<u8> {
    let mark = portal::assets::ASSETS.iter().find(|asset| asset.name == "icon-512.png");
    mark.map(|mark| mark.body.to_vec()).unwrap_or_default()
}
