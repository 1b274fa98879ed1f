//! Signing in by a one-time code.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{FieldErrors, Page};

/// Asks for the mobile number or e-mail address. POST `/sign-in`: `csrf`,
/// `contact`, `next`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "sign_in/contact.html")]
pub struct SignIn {
    /// The frame.
    pub page: Page,
    /// What was refused (field `contact`).
    pub errors: FieldErrors,
    /// The mobile number or e-mail address as typed.
    pub contact: String,
    /// Where to go afterwards: a path of this site, or empty.
    pub next: String,
}

/// Asks for the code. It says the same whether or not the number is known.
/// POST `/sign-in/code`: `csrf`, `contact`, `next`, `code`; sending again is
/// POST `/sign-in`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "sign_in/code.html")]
pub struct SignInCode {
    /// The frame.
    pub page: Page,
    /// What was refused (field `code`).
    pub errors: FieldErrors,
    /// The mobile number or e-mail address that was asked for.
    pub contact: String,
    /// The code as typed.
    pub code: String,
    /// Where to go afterwards: a path of this site, or empty.
    pub next: String,
    /// Until when a code works.
    pub expires_at: Option<DateTime<Utc>>,
}
