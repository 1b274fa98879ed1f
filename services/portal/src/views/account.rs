//! What somebody keeps on the own account.

use askama::Template;

use super::{FieldErrors, Page};

/// The account to its owner, with a form for an e-mail address. POST `/account/email`: `csrf`,
/// `email`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "account/account.html")]
pub struct Account {
    /// The frame.
    pub page: Page,
    /// What was refused (field `email`).
    pub errors: FieldErrors,
    /// The person's name, where known.
    pub name: Option<String>,
    /// The mobile number that codes go to.
    pub mobile: Option<String>,
    /// The e-mail address on the account, where there is one.
    pub known_email: Option<String>,
    /// The new address as typed.
    pub email: String,
    /// How many complaints wait for the person's answer as a driver; none where nothing was ever asked.
    pub complaints: Option<i64>,
}

/// Asks for the code that went to the new address. POST `/account/email/code`: `csrf`, `email`,
/// `code`; sending again is POST `/account/email`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "account/email_code.html")]
pub struct EmailCode {
    /// The frame.
    pub page: Page,
    /// What was refused (field `code`).
    pub errors: FieldErrors,
    /// The address that the code went to.
    pub email: String,
    /// The code as typed.
    pub code: String,
}
