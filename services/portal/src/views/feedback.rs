//! Ratings and complaints of passengers.

use askama::Template;
use chrono::{DateTime, Utc};

use super::complaints::Resolution;
use super::polls::PollQuestion;
use super::{Badge, Choice, DateFields, FieldErrors, Page, PlateParts, TimelineEntry};

/// Which vehicle a form is about.
#[derive(Clone, Debug, Default)]
pub struct RiddenVehicle {
    /// Its plate, where it has one.
    pub plate: Option<PlateParts>,
    /// Number, make and colour in one line.
    pub description: String,
}

/// Rates a ride. POST `/V/{code}/rating`: `csrf`, `key`, `stars` (1 to 5),
/// `tags` (repeated), `comment`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "feedback/rate.html")]
pub struct Rate {
    /// The frame.
    pub page: Page,
    /// What was refused (fields `stars`, `tags`, `comment`).
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The code as it stands in addresses.
    pub code: String,
    /// The vehicle.
    pub vehicle: RiddenVehicle,
    /// The chosen stars, or 0.
    pub stars: u8,
    /// The tags to choose from.
    pub tags: Vec<Choice>,
    /// The codes of the chosen tags.
    pub chosen_tags: Vec<String>,
    /// The comment as typed.
    pub comment: String,
}

impl Rate {
    fn is_star(&self, star: &u8) -> bool {
        self.stars == *star
    }

    fn is_tag(&self, code: &str) -> bool {
        self.chosen_tags.iter().any(|chosen| chosen == code)
    }
}

/// After a rating, with what the city asks.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "feedback/thank_you.html")]
pub struct ThankYou {
    /// The frame.
    pub page: Page,
    /// What was refused (field `choice`).
    pub errors: FieldErrors,
    /// What the city asks today.
    pub poll: Option<PollQuestion>,
    /// The code as it stands in addresses.
    pub code: String,
}

/// Lodges a complaint. POST `/V/{code}/complaint`: `csrf`, `key`, `category`,
/// `text`, `occurred_on_day`, `occurred_on_month`, `occurred_on_year`,
/// `occurred_at`, `mobile`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "feedback/complaint.html")]
pub struct ComplaintForm {
    /// The frame.
    pub page: Page,
    /// What was refused (fields `category`, `text`, `occurred_on`,
    /// `occurred_at`, `mobile`).
    pub errors: FieldErrors,
    /// The form's idempotency key.
    pub key: String,
    /// The code as it stands in addresses.
    pub code: String,
    /// The vehicle.
    pub vehicle: RiddenVehicle,
    /// The categories of the policy.
    pub categories: Vec<Choice>,
    /// The code of the chosen category, or empty.
    pub category: String,
    /// The complaint as typed.
    pub text: String,
    /// The day of the ride as typed, or empty.
    pub occurred_on: DateFields,
    /// The time of the ride as typed, or empty.
    pub occurred_at: String,
    /// The mobile number as typed, or empty.
    pub mobile: String,
}

/// After a complaint was lodged.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "feedback/complaint_receipt.html")]
pub struct ComplaintReceipt {
    /// The frame.
    pub page: Page,
    /// The tracking code.
    pub tracking_code: String,
    /// When it was lodged.
    pub lodged_at: DateTime<Utc>,
    /// The category in words.
    pub category: String,
}

/// Asks for a tracking code. POST `/complaints`: `csrf`, `code`; whoever knows the
/// code sees the complaint, so it is kept out of addresses. GET `/complaints?code=`
/// answers too, for a link that somebody made.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "feedback/complaint_search.html")]
pub struct ComplaintSearch {
    /// The frame.
    pub page: Page,
    /// What was refused (field `code`).
    pub errors: FieldErrors,
    /// The tracking code as typed.
    pub code: String,
}

/// How far a complaint is.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "feedback/complaint_status.html")]
pub struct ComplaintStatus {
    /// The frame.
    pub page: Page,
    /// The tracking code.
    pub tracking_code: String,
    /// The category in words.
    pub category: String,
    /// Where it stands.
    pub state: Badge,
    /// When it was lodged.
    pub lodged_at: DateTime<Utc>,
    /// How it ended.
    pub resolution: Option<Resolution>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineEntry>,
}
