use super::{ApplicationKind, CarriedDocument, DocumentFile, Fact};
use crate::kernel::{Pii, Rial};
use crate::policy::{ApplicationRules, Choice, RenewalRules};
use chrono::NaiveDate;
use uuid::Uuid;

/// What can be asked of an application.
#[derive(Debug, Clone)]
pub enum ApplicationCommand {
    /// A person begins to apply.
    Start(StartApplication),
    /// An officer takes it up at the counter, to go on with it for the applicant who stands there.
    TakeUp {
        /// Who takes it up.
        officer: Officer,
    },
    /// The applicant answers questions, names the vehicle, gives or withdraws consents.
    Answer(Answers),
    /// The applicant hands a document in.
    UploadDocument {
        /// The document.
        file: DocumentFile,
        /// What the permit kind asks for.
        rules: ApplicationRules,
    },
    /// The applicant declares that all is true, and sends it.
    Submit(SubmitApplication),
    /// An officer asks for what is missing or wrong.
    RequestInformation(RequestInformation),
    /// The applicant sends what was asked for.
    SupplyInformation {
        /// The day by which it is decided.
        review_by: NaiveDate,
    },
    /// An officer accepts a document.
    AcceptDocument {
        /// The document.
        document_id: Uuid,
        /// Who judges.
        officer: Officer,
    },
    /// An officer rejects a document.
    RejectDocument {
        /// The document.
        document_id: Uuid,
        /// Who judges.
        officer: Officer,
        /// The reason's code.
        reason: String,
        /// The reasons that policy offers.
        reasons: Vec<Choice>,
        /// What the officer wrote to the applicant.
        note: Option<Pii>,
    },
    /// An officer agrees in principle: the permit is issued once the fee is paid.
    Agree(Decision),
    /// A renewal in which nothing changed is agreed to by itself, where policy says so.
    AgreeUnchanged(AgreeUnchanged),
    /// An officer refuses.
    Refuse(Decision),
    /// A renewal is refused by itself, for its licence was revoked meanwhile.
    RefuseRevoked(RefuseRevoked),
    /// The fee is assessed, by the tariff in force on that day.
    AssessFee(AssessFee),
    /// The fee is paid: the permit is granted.
    Grant {
        /// The invoice that was paid.
        invoice_id: Uuid,
        /// The civil day on which it was.
        paid_on: NaiveDate,
    },
    /// The applicant does not want it any more.
    Withdraw,
    /// What was waited for did not come in time: an answer, or the fee.
    Lapse {
        /// The civil day.
        today: NaiveDate,
    },
}

/// The beginning of an application.
#[derive(Debug, Clone)]
pub struct StartApplication {
    /// Its number, from the year's counter.
    pub number: String,
    /// The permit kind's code.
    pub permit_kind: String,
    /// New, or about a licence that exists.
    pub kind: ApplicationKind,
    /// The account that it belongs to.
    pub account_id: Uuid,
    /// Who wants the permit.
    pub person_id: Uuid,
    /// The licence that it is about, where it is about one.
    pub licence_id: Option<Uuid>,
    /// The vehicle that is known already, where one is.
    pub vehicle_id: Option<Uuid>,
    /// The licence that is to be renewed, where one is.
    pub renews: Option<Renews>,
    /// Of a replacement: whether the vehicle that is to be replaced is worn out or past its threshold age.
    pub replaces_worn_out: bool,
    /// What is known from the application before, where there was one.
    pub prefill: Option<Prefill>,
    /// Of one that begins at the counter: the officer who enters it.
    pub at_counter: Option<Officer>,
    /// The policy version whose questions are asked.
    pub policy_version: String,
}

/// A licence that is to be renewed, as it stands.
#[derive(Debug, Clone)]
pub struct Renews {
    /// Its last valid day.
    pub expires_on: NaiveDate,
    /// Whether it is suspended, or was when it expired.
    pub suspended: bool,
    /// How its permit kind is renewed.
    pub rules: RenewalRules,
    /// The civil day.
    pub today: NaiveDate,
}

/// What an earlier application knows and need not be asked again.
#[derive(Debug, Clone)]
pub struct Prefill {
    /// That application.
    pub application_id: Uuid,
    /// Its answers, by question.
    pub answers: Vec<(String, Pii)>,
    /// Consents that were given with it and not taken back.
    pub consents: Vec<String>,
    /// Its documents that were accepted and are still good.
    pub documents: Vec<CarriedDocument>,
}

/// Answers to any of the questions.
#[derive(Debug, Clone)]
pub struct Answers {
    /// Questions by code, with their answers in canonical form.
    pub answers: Vec<(String, Pii)>,
    /// The vehicle that was named.
    pub vehicle_id: Option<Uuid>,
    /// Consents by code: given or not.
    pub consents: Vec<(String, bool)>,
    /// What the permit kind asks.
    pub rules: ApplicationRules,
}

/// The sending of an application.
#[derive(Debug, Clone)]
pub struct SubmitApplication {
    /// Whether the applicant declared that all is true.
    pub declared: bool,
    /// What is known of the applicant's eligibility.
    pub facts: Vec<Fact>,
    /// What the permit kind asks.
    pub rules: ApplicationRules,
    /// The civil day.
    pub today: NaiveDate,
    /// The day by which it is decided.
    pub review_by: NaiveDate,
    /// The licence that is to be renewed, where one is.
    pub renews: Option<Renews>,
    /// The policy version that decides.
    pub policy_version: String,
}

/// The agreement to a renewal in which nothing changed.
#[derive(Debug, Clone)]
pub struct AgreeUnchanged {
    /// The reason's code.
    pub reason: String,
    /// What the permit kind asks, and the reasons that it offers.
    pub rules: ApplicationRules,
    /// The civil day.
    pub today: NaiveDate,
    /// The policy version that decides.
    pub policy_version: String,
}

/// The refusal of a renewal whose licence was revoked.
#[derive(Debug, Clone)]
pub struct RefuseRevoked {
    /// The reason's code.
    pub reason: String,
    /// What the permit kind asks, and the reasons that it offers.
    pub rules: ApplicationRules,
    /// The policy version that decides.
    pub policy_version: String,
}

/// Who works on somebody's application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Officer {
    /// The officer's account.
    pub account_id: Uuid,
    /// The person behind it, where one is known.
    pub person_id: Option<Uuid>,
}

/// What an officer asks the applicant for.
#[derive(Debug, Clone)]
pub struct RequestInformation {
    /// Who asks.
    pub officer: Officer,
    /// Questions to be answered again, by code.
    pub questions: Vec<String>,
    /// Documents to be handed in again, by kind.
    pub documents: Vec<String>,
    /// What the officer wrote.
    pub message: Pii,
    /// The last day for the answer.
    pub answer_by: NaiveDate,
    /// What the permit kind asks.
    pub rules: ApplicationRules,
    /// The policy version that set the time.
    pub policy_version: String,
}

/// A decision.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Who decides.
    pub officer: Officer,
    /// The reason's code.
    pub reason: String,
    /// What the officer wrote to the applicant.
    pub note: Option<Pii>,
    /// What the permit kind asks, and the reasons that it offers.
    pub rules: ApplicationRules,
    /// The civil day.
    pub today: NaiveDate,
    /// The policy version that decides.
    pub policy_version: String,
}

/// A fee by the tariff in force.
#[derive(Debug, Clone)]
pub struct AssessFee {
    /// The invoice that will bill it.
    pub invoice_id: Uuid,
    /// What is charged for, by code.
    pub items: Vec<(String, Rial)>,
    /// The last day for paying.
    pub due_on: NaiveDate,
    /// The policy version whose tariff it is.
    pub tariff_version: String,
}
