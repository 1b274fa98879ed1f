//! The counter, where an officer helps whoever stands there.

use askama::Template;
use chrono::NaiveDate;

use super::{Choice, FieldErrors, Page};

/// Who stands there. POST `/desk/counter`: `csrf`, `key`, `who`; `open=ask` to have a code sent to a
/// number that has no account, `open=code` with `code` to open one.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "counter/find.html")]
pub struct Counter {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// Number or national id as typed.
    pub who: String,
    /// Whether the number has no account and can get one.
    pub may_open: bool,
    /// Whether a code is on its way to the number.
    pub code_sent: bool,
}

/// An application that is under way.
#[derive(Clone, Debug, Default)]
pub struct CounterApplication {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The permit kind.
    pub kind: String,
    /// Where it stands.
    pub stage: String,
    /// Whether the officer took it up.
    pub taken_up: bool,
    /// Whether it lies with the applicant.
    pub can_be_taken_up: bool,
}

/// A licence that the person holds.
#[derive(Clone, Debug, Default)]
pub struct CounterLicence {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The permit kind.
    pub kind: String,
    /// The last valid day.
    pub expires_on: Option<NaiveDate>,
    /// Whether it can be renewed now.
    pub renewable: bool,
}

/// Whoever stands there. POST `/desk/counter/{id}/applications`: `csrf`, `key`, `permit_kind`; POST
/// `/desk/applications/{id}/counter`: `csrf`, `key`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "counter/visit.html")]
pub struct CounterVisit {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// The forms' idempotency key.
    pub key: String,
    /// The account's id.
    pub id: String,
    /// First and last name, where known.
    pub name: Option<String>,
    /// The national id, masked.
    pub national_id: Option<String>,
    /// The mobile number.
    pub mobile: Option<String>,
    /// What is under way.
    pub applications: Vec<CounterApplication>,
    /// What the person holds.
    pub licences: Vec<CounterLicence>,
    /// What can be applied for.
    pub offered: Vec<Choice>,
}

/// Another number. POST `/desk/counter/{id}/mobile`: `csrf`, `key`, `mobile`, `evidence`, and with
/// `step=code` also `code`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "counter/mobile.html")]
pub struct CounterMobile {
    /// The frame.
    pub page: Page,
    /// What was refused.
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The account's id.
    pub id: String,
    /// First and last name, where known.
    pub name: Option<String>,
    /// The new number as typed.
    pub mobile: String,
    /// What was shown.
    pub evidence: String,
    /// What can be shown.
    pub kinds: Vec<Choice>,
    /// Whether a code is on its way to the new number.
    pub code_sent: bool,
}
