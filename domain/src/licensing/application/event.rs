use crate::kernel::event::{event_types, optional};
use crate::kernel::{ClaimChange, Pii, Rial};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The consent by which passengers may see first name and photo.
pub const PUBLIC_DISPLAY: &str = "public-display";
/// The document that is that photo.
pub const PORTRAIT: &str = "portrait";

/// What is applied for, in relation to what the applicant has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationKind {
    /// A permit where there was none.
    New,
    /// A further term of a licence.
    Renewal,
    /// Another vehicle for a licence.
    Replacement,
    /// A licence that becomes somebody else's.
    Transfer,
    /// A lost or damaged document, made again.
    Duplicate,
}

impl ApplicationKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::New, Self::Renewal, Self::Replacement, Self::Transfer, Self::Duplicate];

    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Renewal => "renewal",
            Self::Replacement => "replacement",
            Self::Transfer => "transfer",
            Self::Duplicate => "duplicate",
        }
    }

    /// The kind of a stable word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == word)
    }
}

/// A rule of eligibility, and what is known of it. Evidence says where it is known from, never what
/// it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The rule's code, such as `age-at-least`.
    pub rule: String,
    /// The figure that the rule asks for.
    pub value: u16,
    /// Whether it is met.
    pub met: bool,
    /// Where that is known from, such as `person:birth_date`.
    pub evidence: String,
}

/// A document that was handed in. Its bytes lie sealed beside the log, under their address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentFile {
    /// Its id.
    pub document_id: Uuid,
    /// Which of the permit kind's documents it is.
    pub kind: String,
    /// The last day on which it is good, where it has one.
    pub valid_until: Option<NaiveDate>,
    /// What the bytes are, such as `image/jpeg`: found in them, not believed.
    pub media_type: String,
    /// How many bytes there are.
    pub bytes: u32,
    /// HMAC of the bytes, hex: where they lie.
    pub address: String,
}

/// A document of an earlier application that is still good: the same bytes under an id of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CarriedDocument {
    /// The document here.
    pub file: DocumentFile,
    /// The document there, which an officer accepted.
    pub from_document: Uuid,
}

/// What a fee is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeItem {
    /// What is charged for, by the tariff's code.
    pub code: String,
    /// How much, in Rial.
    pub amount: Rial,
}

/// What happened to an application.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum ApplicationEvent {
    /// A person began to apply.
    ApplicationStarted {
        /// Its number.
        number: String,
        /// The permit kind's code.
        permit_kind: String,
        /// New, or about a licence that exists.
        kind: ApplicationKind,
        /// The account that it belongs to.
        account_id: Uuid,
        /// Who wants the permit.
        person_id: Uuid,
        /// The licence that it is about.
        licence_id: Option<Uuid>,
        /// The policy version whose questions are asked.
        policy_version: String,
    },
    /// An officer took it up at the counter, to go on with it for the applicant.
    ApplicationTakenUpAtCounter {
        /// The officer's account, who decides on it no more.
        officer_id: Uuid,
    },
    /// A question was answered, perhaps again.
    QuestionAnswered {
        /// The question's code.
        question: String,
        /// The answer in canonical form.
        answer: Pii,
    },
    /// What an earlier application knows was taken over; the applicant declares it anew.
    ApplicationPrefilled {
        /// That application.
        from_application: Uuid,
        /// Consents that were given with it and not taken back.
        consents: Vec<String>,
        /// Its documents that are still good.
        documents: Vec<CarriedDocument>,
    },
    /// An answer of an earlier application was taken over.
    AnswerCarriedOver {
        /// The question's code.
        question: String,
        /// The answer in canonical form.
        answer: Pii,
    },
    /// The vehicle was named.
    VehicleNamed {
        /// The vehicle.
        vehicle_id: Uuid,
    },
    /// A consent was given.
    ConsentGiven {
        /// The consent's code.
        consent: String,
    },
    /// A consent was taken back.
    ConsentWithdrawn {
        /// The consent's code.
        consent: String,
    },
    /// A document was handed in; an earlier one of its kind counts no more.
    DocumentUploaded(DocumentFile),
    /// The applicant declared that all is true, and sent it.
    ApplicationSubmitted {
        /// What is known of the applicant's eligibility.
        facts: Vec<Fact>,
        /// The day by which it is decided.
        review_by: NaiveDate,
        /// The policy version that decided the rules.
        policy_version: String,
    },
    /// What was found of a renewal when it was sent.
    RenewalExamined {
        /// The last valid day of the licence.
        expires_on: NaiveDate,
        /// Whether it was sent before that day was past.
        in_time: bool,
        /// Whether nothing is new since the application before.
        unchanged: bool,
        /// Whether an officer decides on it.
        needs_officer: bool,
        /// The policy version that decided.
        policy_version: String,
    },
    /// An officer asked for what is missing or wrong.
    InformationRequested {
        /// Questions to be answered again.
        questions: Vec<String>,
        /// Documents to be handed in again, by kind.
        documents: Vec<String>,
        /// What the officer wrote.
        message: Pii,
        /// The last day for the answer.
        answer_by: NaiveDate,
        /// The policy version that set the time.
        policy_version: String,
    },
    /// The applicant sent what was asked for.
    InformationSupplied {
        /// The day by which it is decided.
        review_by: NaiveDate,
    },
    /// An officer accepted a document.
    DocumentAccepted {
        /// The document.
        document_id: Uuid,
    },
    /// An officer rejected a document.
    DocumentRejected {
        /// The document.
        document_id: Uuid,
        /// The reason's code.
        reason: String,
        /// What the officer wrote.
        note: Option<Pii>,
    },
    /// An officer agreed: the permit is issued once the fee is paid.
    ApplicationAgreedInPrinciple {
        /// The reason's code.
        reason: String,
        /// What the officer wrote.
        note: Option<Pii>,
        /// The policy version that offered the reason.
        policy_version: String,
    },
    /// An officer refused, or the licence that was to be renewed was revoked.
    ApplicationRefused {
        /// The reason's code.
        reason: String,
        /// What the officer wrote.
        note: Option<Pii>,
        /// The policy version that offered the reason.
        policy_version: String,
    },
    /// The fee was assessed.
    FeeAssessed {
        /// The invoice that bills it.
        invoice_id: Uuid,
        /// What it is made of.
        items: Vec<FeeItem>,
        /// The sum, in Rial.
        total: Rial,
        /// The last day for paying.
        due_on: NaiveDate,
        /// The policy version whose tariff it is.
        tariff_version: String,
    },
    /// The fee was paid: the permit was granted.
    ApplicationGranted {
        /// The invoice that was paid.
        invoice_id: Uuid,
        /// The civil day on which it was.
        paid_on: NaiveDate,
    },
    /// The applicant did not want it any more.
    ApplicationWithdrawn {},
    /// What was waited for did not come in time.
    ApplicationNotTakenUp {},
}

const OPEN: &str = "application.open";
const RENEWAL: &str = "licence.renewal";

event_types! { ApplicationEvent of "application" {
    ApplicationStarted: "1",
    ApplicationTakenUpAtCounter: "1",
    QuestionAnswered: "1",
    ApplicationPrefilled: "1",
    AnswerCarriedOver: "1",
    VehicleNamed: "1",
    ConsentGiven: "1",
    ConsentWithdrawn: "1",
    DocumentUploaded: "1",
    ApplicationSubmitted: "1",
    RenewalExamined: "1",
    InformationRequested: "1",
    InformationSupplied: "1",
    DocumentAccepted: "1",
    DocumentRejected: "1",
    ApplicationAgreedInPrinciple: "1",
    ApplicationRefused: "1",
    FeeAssessed: "1",
    ApplicationGranted: "1",
    ApplicationWithdrawn: "1",
    ApplicationNotTakenUp: "1",
}
    fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
        match self {
            Self::QuestionAnswered { answer, .. } | Self::AnswerCarriedOver { answer, .. } => vec![("answer", answer)],
            Self::InformationRequested { message, .. } => vec![("message", message)],
            Self::DocumentRejected { note, .. }
            | Self::ApplicationAgreedInPrinciple { note, .. }
            | Self::ApplicationRefused { note, .. } => optional("note", note).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<ClaimChange> {
        match self {
            Self::ApplicationStarted { person_id, permit_kind, kind, licence_id, .. } => {
                let open = ClaimChange::Take { scope: OPEN, value: open_value(*person_id, permit_kind, *kind) };
                // ... and one renewal of a licence.
                let renewed = licence_id.filter(|_| *kind == ApplicationKind::Renewal);
                let renewal = renewed.map(|licence_id| ClaimChange::Take { scope: RENEWAL, value: licence_id.to_string() });
                std::iter::once(open).chain(renewal).collect()
            }
            Self::ApplicationRefused { .. }
            | Self::ApplicationGranted { .. }
            | Self::ApplicationWithdrawn {}
            | Self::ApplicationNotTakenUp {} => [OPEN, RENEWAL].map(|scope| ClaimChange::Release { scope }).to_vec(),
            _ => Vec::new(),
        }
    }
}

/// One application for a permit of a kind at a time, and beside it one for another vehicle: who waits for
/// that must not miss the time of renewing.
pub fn open_value(person_id: Uuid, permit_kind: &str, kind: ApplicationKind) -> String {
    match kind {
        ApplicationKind::Replacement => format!("{person_id}:{permit_kind}:replacement"),
        _ => format!("{person_id}:{permit_kind}"),
    }
}
