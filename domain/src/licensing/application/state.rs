use super::{ApplicationCommand, ApplicationError, ApplicationEvent, ApplicationKind, CarriedDocument, DocumentFile};
use crate::kernel::event::aggregate;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// An application's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Application {
    /// Nobody applied.
    #[default]
    Absent,
    /// Under way.
    Open(Box<Case>),
    /// Over, with the case as it stood then.
    Closed(Outcome, Box<Case>),
}

/// An application that is under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Whose turn it is.
    pub stage: Stage,
    /// The permit kind's code.
    pub permit_kind: String,
    /// The policy version whose questions are asked.
    pub policy_version: String,
    /// New, or about a licence that exists.
    pub kind: ApplicationKind,
    /// The account that it belongs to.
    pub account_id: Uuid,
    /// Who wants the permit.
    pub person_id: Uuid,
    /// The licence that it is about.
    pub licence_id: Option<Uuid>,
    /// The vehicle that was named.
    pub vehicle_id: Option<Uuid>,
    /// The officers who took it up at the counter.
    pub taken_up_by: BTreeSet<Uuid>,
    /// Questions that are answered.
    pub answered: BTreeSet<String>,
    /// Consents that are given.
    pub consents: BTreeSet<String>,
    /// The documents that count, by kind.
    pub documents: BTreeMap<String, Document>,
    /// Whether anything is new since the application before.
    pub changed: bool,
    /// What was found of a renewal when it was sent.
    pub renewal: Option<Renewal>,
}

/// What was found of a renewal when it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    /// Whether the licence's last valid day was not past.
    pub in_time: bool,
    /// Whether an officer decides on it.
    pub needs_officer: bool,
}

/// A document that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its id.
    pub document_id: Uuid,
    /// The last day on which it is good.
    pub valid_until: Option<NaiveDate>,
    /// What an officer found.
    pub verdict: Verdict,
}

/// What an officer found of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Nothing yet.
    Pending,
    /// It is good.
    Accepted,
    /// It is not.
    Rejected,
}

/// Whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// The applicant writes.
    Draft,
    /// The officers look.
    UnderReview,
    /// The applicant is asked for something.
    InformationRequested {
        /// Questions to be answered again.
        questions: BTreeSet<String>,
        /// Documents to be handed in again.
        documents: BTreeSet<String>,
        /// The last day for it.
        answer_by: NaiveDate,
    },
    /// The officers agreed; the fee is not assessed yet.
    Agreed,
    /// The fee waits to be paid.
    PaymentDue {
        /// The invoice that bills it.
        invoice_id: Uuid,
        /// The last day for it.
        due_on: NaiveDate,
    },
}

/// How an application ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The permit is granted.
    Granted,
    /// The permit is refused.
    Refused,
    /// The applicant did not want it any more.
    Withdrawn,
    /// What was waited for did not come.
    NotTakenUp,
}

impl Application {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`ApplicationError`].
    pub fn decide(&self, command: ApplicationCommand) -> Result<Vec<ApplicationEvent>, ApplicationError> {
        let case = match (self, command) {
            (Self::Absent, ApplicationCommand::Start(start)) => return super::draft::start(start),
            (Self::Absent, _) => return Err(ApplicationError::Absent),
            (_, ApplicationCommand::Start(_)) => return Err(ApplicationError::AlreadyStarted),
            (Self::Closed(..), _) => return Err(ApplicationError::Ended),
            (Self::Open(case), command) => (case, command),
        };
        match case {
            (case, ApplicationCommand::TakeUp { officer }) => case.take_up(officer),
            (case, ApplicationCommand::Answer(answers)) => case.answer(answers),
            (case, ApplicationCommand::UploadDocument { file, rules }) => case.upload(file, &rules),
            (case, ApplicationCommand::Submit(submit)) => case.submit(submit),
            (case, ApplicationCommand::SupplyInformation { review_by }) => case.supply(review_by),
            (case, ApplicationCommand::RequestInformation(request)) => case.request_information(request),
            (case, ApplicationCommand::AcceptDocument { document_id, officer }) => {
                case.must_judge(officer, document_id)?;
                Ok(vec![ApplicationEvent::DocumentAccepted { document_id }])
            }
            (case, ApplicationCommand::RejectDocument { document_id, officer, reason, reasons, note }) => {
                case.must_judge(officer, document_id)?;
                super::review::must_offer(&reasons, &reason)?;
                Ok(vec![ApplicationEvent::DocumentRejected { document_id, reason, note }])
            }
            (case, ApplicationCommand::Agree(decision)) => case.agree(decision),
            (case, ApplicationCommand::AgreeUnchanged(agreement)) => case.agree_unchanged(agreement),
            (case, ApplicationCommand::Refuse(decision)) => case.refuse(decision),
            (case, ApplicationCommand::RefuseRevoked(refusal)) => case.refuse_revoked(refusal),
            (case, ApplicationCommand::AssessFee(assess)) => case.assess(assess),
            (case, ApplicationCommand::Grant { invoice_id: paid, paid_on }) => match case.stage {
                Stage::PaymentDue { invoice_id, .. } if invoice_id == paid => {
                    Ok(vec![ApplicationEvent::ApplicationGranted { invoice_id, paid_on }])
                }
                _ => Err(ApplicationError::OtherInvoice),
            },
            (_, ApplicationCommand::Withdraw) => Ok(vec![ApplicationEvent::ApplicationWithdrawn {}]),
            (case, ApplicationCommand::Lapse { today }) => match case.stage {
                Stage::InformationRequested { answer_by: last, .. } | Stage::PaymentDue { due_on: last, .. } if last < today => {
                    Ok(vec![ApplicationEvent::ApplicationNotTakenUp {}])
                }
                _ => Err(ApplicationError::NotLapsed),
            },
            (_, ApplicationCommand::Start(_)) => Err(ApplicationError::AlreadyStarted),
        }
    }

    pub(super) fn fold(&mut self, event: ApplicationEvent) {
        match (&mut *self, event) {
            (Self::Open(case), event) => {
                if let Some(outcome) = case.fold(event) {
                    *self = Self::Closed(outcome, case.clone());
                }
            }
            (_, ApplicationEvent::ApplicationStarted { permit_kind, kind, account_id, person_id, licence_id, policy_version, .. }) => {
                *self = Self::Open(Box::new(Case {
                    stage: Stage::Draft,
                    permit_kind,
                    policy_version,
                    kind,
                    account_id,
                    person_id,
                    licence_id,
                    vehicle_id: None,
                    taken_up_by: BTreeSet::new(),
                    answered: BTreeSet::new(),
                    consents: BTreeSet::new(),
                    documents: BTreeMap::new(),
                    changed: false,
                    renewal: None,
                }));
            }
            _ => {}
        }
    }
}

impl Case {
    fn fold(&mut self, event: ApplicationEvent) -> Option<Outcome> {
        match event {
            ApplicationEvent::ApplicationStarted { .. } => {}
            ApplicationEvent::ApplicationTakenUpAtCounter { officer_id } => {
                self.taken_up_by.insert(officer_id);
            }
            ApplicationEvent::ApplicationPrefilled { consents, documents, .. } => {
                self.consents.extend(consents);
                self.documents.extend(documents.into_iter().map(|CarriedDocument { file, .. }| {
                    let carried = Document { document_id: file.document_id, valid_until: file.valid_until, verdict: Verdict::Accepted };
                    (file.kind, carried)
                }));
            }
            ApplicationEvent::AnswerCarriedOver { question, .. } => {
                self.answered.insert(question);
            }
            ApplicationEvent::QuestionAnswered { question, .. } => {
                self.changed = true;
                self.answered.insert(question);
            }
            ApplicationEvent::VehicleNamed { vehicle_id } => self.vehicle_id = Some(vehicle_id),
            ApplicationEvent::ConsentGiven { consent } => {
                self.consents.insert(consent);
            }
            ApplicationEvent::ConsentWithdrawn { consent } => {
                self.consents.remove(&consent);
            }
            ApplicationEvent::DocumentUploaded(DocumentFile { document_id, kind, valid_until, .. }) => {
                self.changed = true;
                self.documents.insert(kind, Document { document_id, valid_until, verdict: Verdict::Pending });
            }
            ApplicationEvent::ApplicationSubmitted { .. } | ApplicationEvent::InformationSupplied { .. } => {
                self.stage = Stage::UnderReview;
            }
            ApplicationEvent::RenewalExamined { in_time, needs_officer, .. } => self.renewal = Some(Renewal { in_time, needs_officer }),
            ApplicationEvent::InformationRequested { questions, documents, answer_by, .. } => {
                self.stage = Stage::InformationRequested {
                    questions: questions.into_iter().collect(),
                    documents: documents.into_iter().collect(),
                    answer_by,
                };
            }
            ApplicationEvent::DocumentAccepted { document_id } => self.judge(document_id, Verdict::Accepted),
            ApplicationEvent::DocumentRejected { document_id, .. } => self.judge(document_id, Verdict::Rejected),
            ApplicationEvent::ApplicationAgreedInPrinciple { .. } => self.stage = Stage::Agreed,
            ApplicationEvent::FeeAssessed { invoice_id, due_on, .. } => self.stage = Stage::PaymentDue { invoice_id, due_on },
            ApplicationEvent::ApplicationGranted { .. } => return Some(Outcome::Granted),
            ApplicationEvent::ApplicationRefused { .. } => return Some(Outcome::Refused),
            ApplicationEvent::ApplicationWithdrawn {} => return Some(Outcome::Withdrawn),
            ApplicationEvent::ApplicationNotTakenUp {} => return Some(Outcome::NotTakenUp),
        }
        None
    }

    fn judge(&mut self, document_id: Uuid, verdict: Verdict) {
        for document in self.documents.values_mut().filter(|document| document.document_id == document_id) {
            document.verdict = verdict;
        }
    }
}

aggregate!(Application, ApplicationCommand, ApplicationEvent, ApplicationError);
