use super::*;
use crate::kernel::pairs::{Pairs, Verdict as Expected, cases, check};

cases!(State {
    Absent, Draft, Complete, UnderReview, Accepted, Unchanged, InformationRequested, Agreed, PaymentDue, Granted, Refused, Withdrawn,
    NotTakenUp,
});
cases!(Asked {
    Start, TakeUp, Answer, UploadDocument, Submit, RequestInformation, SupplyInformation, AcceptDocument, RejectDocument, Agree,
    AgreeUnchanged, Refuse, RefuseRevoked, AssessFee, Grant, Withdraw, Lapse,
});

struct Table;

impl Pairs for Table {
    type Aggregate = Application;
    type State = State;
    type Command = Asked;
    const STATES: &'static [State] = State::ALL;
    const COMMANDS: &'static [Asked] = Asked::ALL;

    fn history(state: State) -> Vec<ApplicationEvent> {
        let then = |events: Vec<ApplicationEvent>, more: &[ApplicationEvent]| events.into_iter().chain(more.iter().cloned()).collect();
        match state {
            State::Absent => vec![],
            State::Draft => vec![started()],
            State::Complete => complete(),
            State::UnderReview => under_review(),
            State::Accepted => accepted(),
            State::Unchanged => renewals::sent(),
            State::InformationRequested => then(under_review(), &[asked()]),
            State::Agreed => then(accepted(), &[agreed()]),
            State::PaymentDue => then(accepted(), &[agreed(), assessed()]),
            State::Granted => {
                then(accepted(), &[agreed(), assessed(), ApplicationEvent::ApplicationGranted { invoice_id: INVOICE, paid_on: today() }])
            }
            State::Refused => then(
                under_review(),
                &[ApplicationEvent::ApplicationRefused { reason: "no-vacancy".into(), note: None, policy_version: "1405-01".into() }],
            ),
            State::Withdrawn => then(complete(), &[ApplicationEvent::ApplicationWithdrawn {}]),
            State::NotTakenUp => then(accepted(), &[agreed(), assessed(), ApplicationEvent::ApplicationNotTakenUp {}]),
        }
    }

    fn is(state: State, application: &Application) -> bool {
        match application {
            Application::Absent => state == State::Absent,
            Application::Open(case) => match case.stage {
                Stage::Draft => matches!(state, State::Draft | State::Complete),
                Stage::UnderReview if case.kind == ApplicationKind::Renewal => state == State::Unchanged,
                Stage::UnderReview => matches!(state, State::UnderReview | State::Accepted),
                Stage::InformationRequested { .. } => state == State::InformationRequested,
                Stage::Agreed => state == State::Agreed,
                Stage::PaymentDue { .. } => state == State::PaymentDue,
            },
            Application::Closed(Outcome::Granted, _) => state == State::Granted,
            Application::Closed(Outcome::Refused, _) => state == State::Refused,
            Application::Closed(Outcome::Withdrawn, _) => state == State::Withdrawn,
            Application::Closed(Outcome::NotTakenUp, _) => state == State::NotTakenUp,
        }
    }

    fn command(asked: Asked) -> ApplicationCommand {
        match asked {
            Asked::Start => start(),
            Asked::TakeUp => ApplicationCommand::TakeUp { officer: CLERK },
            Asked::Answer => ApplicationCommand::Answer(answers()),
            Asked::UploadDocument => upload(PORTRAIT, "portrait", None),
            Asked::Submit => ApplicationCommand::Submit(submit()),
            Asked::RequestInformation => ApplicationCommand::RequestInformation(request()),
            Asked::SupplyInformation => ApplicationCommand::SupplyInformation { review_by: day(30) },
            Asked::AcceptDocument => ApplicationCommand::AcceptDocument { document_id: PORTRAIT, officer: OFFICER },
            Asked::RejectDocument => ApplicationCommand::RejectDocument {
                document_id: PORTRAIT,
                officer: OFFICER,
                reason: "unreadable".into(),
                reasons: rules().rejection_reasons,
                note: None,
            },
            Asked::Agree => ApplicationCommand::Agree(decision("all-in-order")),
            Asked::AgreeUnchanged => renewals::agree_unchanged(),
            Asked::Refuse => ApplicationCommand::Refuse(decision("no-vacancy")),
            Asked::RefuseRevoked => renewals::refuse_revoked(),
            Asked::AssessFee => ApplicationCommand::AssessFee(assess()),
            Asked::Grant => ApplicationCommand::Grant { invoice_id: INVOICE, paid_on: today() },
            Asked::Withdraw => ApplicationCommand::Withdraw,
            Asked::Lapse => ApplicationCommand::Lapse { today: today() },
        }
    }

    fn asked(command: &ApplicationCommand) -> Asked {
        match command {
            ApplicationCommand::Start(_) => Asked::Start,
            ApplicationCommand::TakeUp { .. } => Asked::TakeUp,
            ApplicationCommand::Answer(_) => Asked::Answer,
            ApplicationCommand::UploadDocument { .. } => Asked::UploadDocument,
            ApplicationCommand::Submit(_) => Asked::Submit,
            ApplicationCommand::RequestInformation(_) => Asked::RequestInformation,
            ApplicationCommand::SupplyInformation { .. } => Asked::SupplyInformation,
            ApplicationCommand::AcceptDocument { .. } => Asked::AcceptDocument,
            ApplicationCommand::RejectDocument { .. } => Asked::RejectDocument,
            ApplicationCommand::Agree(_) => Asked::Agree,
            ApplicationCommand::AgreeUnchanged(_) => Asked::AgreeUnchanged,
            ApplicationCommand::Refuse(_) => Asked::Refuse,
            ApplicationCommand::RefuseRevoked(_) => Asked::RefuseRevoked,
            ApplicationCommand::AssessFee(_) => Asked::AssessFee,
            ApplicationCommand::Grant { .. } => Asked::Grant,
            ApplicationCommand::Withdraw => Asked::Withdraw,
            ApplicationCommand::Lapse { .. } => Asked::Lapse,
        }
    }

    fn expected(state: State, asked: Asked) -> Expected<Self> {
        use State::*;
        match (state, asked) {
            (Absent, Asked::Start) => Ok((&["ApplicationStarted"], Draft)),
            (Absent, _) => Err(ApplicationError::Absent),
            (_, Asked::Start) => Err(ApplicationError::AlreadyStarted),
            (Granted | Refused | Withdrawn | NotTakenUp, _) => Err(ApplicationError::Ended),
            (_, Asked::Withdraw) => Ok((&["ApplicationWithdrawn"], Withdrawn)),
            // Nothing has run out on the day of the table.
            (_, Asked::Lapse) => Err(ApplicationError::NotLapsed),

            // Only of a renewal.
            (Unchanged, Asked::RefuseRevoked) => Ok((&["ApplicationRefused"], Refused)),
            (_, Asked::RefuseRevoked) => Err(ApplicationError::NotRenewable),

            (same @ (Draft | Complete | InformationRequested), Asked::TakeUp) => Ok((&["ApplicationTakenUpAtCounter"], same)),
            (UnderReview | Accepted | Unchanged | Agreed | PaymentDue, Asked::TakeUp) => Err(ApplicationError::NotADraft),

            (Draft, Asked::Answer) => Ok((&["QuestionAnswered", "VehicleNamed", "ConsentGiven"], Draft)),
            // The vehicle is named already.
            (Complete, Asked::Answer) => Ok((&["QuestionAnswered", "ConsentGiven"], Complete)),
            (InformationRequested, Asked::Answer) => Err(ApplicationError::NotRequested),
            (UnderReview | Accepted | Unchanged | Agreed | PaymentDue, Asked::Answer) => Err(ApplicationError::NotADraft),

            (Draft, Asked::UploadDocument) => Ok((&["DocumentUploaded"], Draft)),
            (Complete, Asked::UploadDocument) => Ok((&["DocumentUploaded"], Complete)),
            (InformationRequested, Asked::UploadDocument) => Ok((&["DocumentUploaded"], InformationRequested)),
            (UnderReview | Accepted | Unchanged | Agreed | PaymentDue, Asked::UploadDocument) => Err(ApplicationError::NotADraft),

            (Draft, Asked::Submit) => Err(ApplicationError::Incomplete),
            (Complete, Asked::Submit) => Ok((&["ApplicationSubmitted"], UnderReview)),
            (UnderReview | Accepted | Unchanged | InformationRequested | Agreed | PaymentDue, Asked::Submit) => Err(ApplicationError::NotADraft),

            (InformationRequested, Asked::SupplyInformation) => Ok((&["InformationSupplied"], UnderReview)),
            (Draft | Complete | UnderReview | Accepted | Unchanged | Agreed | PaymentDue, Asked::SupplyInformation) => {
                Err(ApplicationError::NothingRequested)
            }

            (UnderReview | Accepted | Unchanged, Asked::RequestInformation) => Ok((&["InformationRequested"], InformationRequested)),
            (Unchanged, Asked::AcceptDocument) => Ok((&["DocumentAccepted"], Unchanged)),
            (Unchanged, Asked::RejectDocument) => Ok((&["DocumentRejected"], Unchanged)),
            (Unchanged, Asked::Agree | Asked::AgreeUnchanged) => Ok((&["ApplicationAgreedInPrinciple"], Agreed)),
            (UnderReview | Accepted, Asked::AgreeUnchanged) => Err(ApplicationError::OfficerNeeded),
            (UnderReview | Accepted, Asked::AcceptDocument) => Ok((&["DocumentAccepted"], UnderReview)),
            (UnderReview | Accepted, Asked::RejectDocument) => Ok((&["DocumentRejected"], UnderReview)),
            (UnderReview, Asked::Agree) => Err(ApplicationError::DocumentsNotAccepted),
            (Accepted, Asked::Agree) => Ok((&["ApplicationAgreedInPrinciple"], Agreed)),
            (UnderReview | Accepted | Unchanged, Asked::Refuse) => Ok((&["ApplicationRefused"], Refused)),
            (Draft | Complete | InformationRequested | Agreed | PaymentDue, Asked::AcceptDocument | Asked::RejectDocument)
            | (Draft | Complete | InformationRequested | Agreed | PaymentDue, Asked::RequestInformation | Asked::Agree | Asked::AgreeUnchanged | Asked::Refuse) => {
                Err(ApplicationError::NotUnderReview)
            }

            (Agreed, Asked::AssessFee) => Ok((&["FeeAssessed"], PaymentDue)),
            (Draft | Complete | UnderReview | Accepted | Unchanged | InformationRequested | PaymentDue, Asked::AssessFee) => {
                Err(ApplicationError::NotAgreed)
            }

            (PaymentDue, Asked::Grant) => Ok((&["ApplicationGranted"], Granted)),
            (Draft | Complete | UnderReview | Accepted | Unchanged | InformationRequested | Agreed, Asked::Grant) => {
                Err(ApplicationError::OtherInvoice)
            }
        }
    }
}

#[test]
fn every_state_answers_every_command() {
    check::<Table>();
}
