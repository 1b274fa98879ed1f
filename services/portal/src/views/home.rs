//! The home page.

use askama::Template;

use super::{Choice, FieldErrors, Page};

/// Search, the passenger's code, and the tasks that exist.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "home/home.html")]
pub struct Home {
    /// The frame.
    pub page: Page,
    /// What was wrong with the code (field `code`).
    pub errors: FieldErrors,
    /// The passenger's code as typed.
    pub code: String,
    /// The permit kinds that can be applied for.
    pub kinds: Vec<Choice>,
    /// How many taxis hold a valid licence today.
    pub valid_taxis: Option<i64>,
}
