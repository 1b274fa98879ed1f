use crate::kernel::Rial;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a notice says: its template, what it is about, and every figure in it. Nothing personal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum NoticeContent {
    /// An application became a licence.
    LicenceIssued {
        /// The licence.
        licence_id: Uuid,
        /// The application that was granted.
        application_id: Uuid,
        /// The licence's number.
        number: String,
        /// The permit kind's code.
        permit_kind: String,
        /// The last valid day.
        expires_on: NaiveDate,
    },
    /// A licence got a further term.
    LicenceRenewed {
        /// The licence.
        licence_id: Uuid,
        /// The application that was granted.
        application_id: Uuid,
        /// The licence's number.
        number: String,
        /// The permit kind's code.
        permit_kind: String,
        /// The last valid day from now on.
        expires_on: NaiveDate,
    },
    /// A licence runs out and can be renewed.
    RenewalDue {
        /// The licence.
        licence_id: Uuid,
        /// The licence's number.
        number: String,
        /// The permit kind's code.
        permit_kind: String,
        /// The last valid day.
        expires_on: NaiveDate,
        /// So many days before that day, or fewer, it is sent.
        window: u16,
    },
    /// Fees wait to be paid.
    PaymentDue {
        /// The invoice.
        invoice_id: Uuid,
        /// The application whose fees they are.
        application_id: Uuid,
        /// The invoice's number.
        number: String,
        /// What is owed, in Rial.
        total: Rial,
        /// The last day to pay.
        due_on: NaiveDate,
    },
    /// An officer asked the applicant for something.
    InformationRequested {
        /// The application.
        application_id: Uuid,
        /// The application's number.
        number: String,
        /// The permit kind's code.
        permit_kind: String,
        /// The last day for the answer.
        answer_by: NaiveDate,
    },
    /// An officer gave the account another number; the one before is told.
    MobileChanged {},
    /// An application was refused.
    ApplicationRefused {
        /// The application.
        application_id: Uuid,
        /// The application's number.
        number: String,
        /// The permit kind's code.
        permit_kind: String,
        /// The reason's code.
        reason: String,
    },
    /// A complaint is put to the driver, who is to answer; what it says, only the page tells.
    ComplaintPut {
        /// The complaint.
        complaint_id: Uuid,
        /// The driver's last day to answer.
        answer_by: NaiveDate,
    },
    /// The passenger who complained is written to, or the complaint is decided; what was written, only
    /// the tracking code tells.
    ComplaintAnswered {
        /// The complaint.
        complaint_id: Uuid,
    },
}

impl NoticeContent {
    /// The template's code.
    pub fn template(&self) -> &'static str {
        match self {
            Self::LicenceIssued { .. } => "licence-issued",
            Self::LicenceRenewed { .. } => "licence-renewed",
            Self::RenewalDue { .. } => "renewal-due",
            Self::PaymentDue { .. } => "payment-due",
            Self::InformationRequested { .. } => "information-requested",
            Self::ApplicationRefused { .. } => "application-refused",
            Self::MobileChanged {} => "mobile-changed",
            Self::ComplaintPut { .. } => "complaint-put",
            Self::ComplaintAnswered { .. } => "complaint-answered",
        }
    }

    /// What a notice to this account, or to somebody without one, is about.
    pub fn about(&self, account_id: Option<Uuid>) -> NoticeSubject {
        let template = self.template().to_owned();
        let none = NoticeSubject { template, account_id, licence_id: None, application_id: None, invoice_id: None, complaint_id: None };
        match *self {
            Self::RenewalDue { licence_id, .. } => NoticeSubject { licence_id: Some(licence_id), ..none },
            Self::LicenceIssued { licence_id, application_id, .. } | Self::LicenceRenewed { licence_id, application_id, .. } => {
                NoticeSubject { licence_id: Some(licence_id), application_id: Some(application_id), ..none }
            }
            Self::MobileChanged {} => none,
            Self::PaymentDue { invoice_id, application_id, .. } => {
                NoticeSubject { invoice_id: Some(invoice_id), application_id: Some(application_id), ..none }
            }
            Self::InformationRequested { application_id, .. } | Self::ApplicationRefused { application_id, .. } => {
                NoticeSubject { application_id: Some(application_id), ..none }
            }
            Self::ComplaintPut { complaint_id, .. } | Self::ComplaintAnswered { complaint_id } => {
                NoticeSubject { complaint_id: Some(complaint_id), ..none }
            }
        }
    }
}

/// Which notice it is, whom it is for and what it is about. Every later event of a notice carries it,
/// so that each stands in the timelines by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeSubject {
    /// The template's code.
    pub template: String,
    /// Whose account it goes to; none for a passenger who left a number.
    pub account_id: Option<Uuid>,
    /// The licence.
    pub licence_id: Option<Uuid>,
    /// The application.
    pub application_id: Option<Uuid>,
    /// The invoice.
    pub invoice_id: Option<Uuid>,
    /// The complaint.
    pub complaint_id: Option<Uuid>,
}
