//! Pages of the machine itself: errors, the demo's mailbox, the API's list.

use askama::Template;
use chrono::{DateTime, Utc};

use super::Page;

/// What went wrong with a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Failure {
    /// 400: the request cannot be understood.
    BadRequest,
    /// 403: the reader may not.
    Forbidden,
    /// 404: there is no such page.
    #[default]
    NotFound,
    /// 409: something else changed meanwhile.
    Conflict,
    /// 422: the same form was sent with other contents.
    Unprocessable,
    /// 429: too many requests.
    TooMany,
    /// 500: our fault.
    Internal,
    /// 503: for a moment only.
    Unavailable,
}

impl Failure {
    /// Every failure.
    pub const ALL: [Self; 8] = [
        Self::BadRequest,
        Self::Forbidden,
        Self::NotFound,
        Self::Conflict,
        Self::Unprocessable,
        Self::TooMany,
        Self::Internal,
        Self::Unavailable,
    ];

    /// The status of the reply.
    pub const fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::Unprocessable => 422,
            Self::TooMany => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::BadRequest => "error-400-title",
            Self::Forbidden => "error-403-title",
            Self::NotFound => "error-404-title",
            Self::Conflict => "error-409-title",
            Self::Unprocessable => "error-422-title",
            Self::TooMany => "error-429-title",
            Self::Internal => "error-500-title",
            Self::Unavailable => "error-503-title",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::BadRequest => "error-400-text",
            Self::Forbidden => "error-403-text",
            Self::NotFound => "error-404-text",
            Self::Conflict => "error-409-text",
            Self::Unprocessable => "error-422-text",
            Self::TooMany => "error-429-text",
            Self::Internal => "error-500-text",
            Self::Unavailable => "error-503-text",
        }
    }
}

/// An error page.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "platform/error.html")]
pub struct ErrorPage {
    /// The frame.
    pub page: Page,
    /// What went wrong.
    pub failure: Failure,
    /// More about it, in words already translated.
    pub detail: Option<String>,
    /// After how many seconds to try again.
    pub retry_after: Option<i64>,
}

/// That there is no network: a phone keeps it, and shows it instead of any page.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "platform/offline.html")]
pub struct Offline {
    /// The frame.
    pub page: Page,
}

/// A message of the demo.
#[derive(Clone, Debug, Default)]
pub struct Message {
    /// The number or address that it went to.
    pub to: String,
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// What it says.
    pub text: String,
}

/// The demo's mailbox: the last messages to each number.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "platform/mailbox.html")]
pub struct Mailbox {
    /// The frame.
    pub page: Page,
    /// The messages, newest first.
    pub messages: Vec<Message>,
}

/// An operation of the API.
#[derive(Clone, Debug, Default)]
pub struct Operation {
    /// The method, in capitals.
    pub method: String,
    /// The path with its parameters in braces.
    pub path: String,
    /// What it does, in English as in the OpenAPI document.
    pub summary: String,
    /// Who may call it, in words already translated.
    pub who: String,
}

/// The list of the API's operations.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "platform/api_docs.html")]
pub struct ApiDocs {
    /// The frame.
    pub page: Page,
    /// The operations.
    pub operations: Vec<Operation>,
}
