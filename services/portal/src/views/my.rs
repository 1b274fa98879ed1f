//! What belongs to the reader: the desk, a licence, its certificate.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};

use super::register::Fact;
use super::{Badge, Choice, LicenceStatus, Page, PlateParts, TimelineEntry};

/// Something to do.
#[derive(Clone, Debug, Default)]
pub struct ToDo {
    /// The key of what is to be done.
    pub title: &'static str,
    /// What it is about, in words.
    pub kind: String,
    /// The key of what its number is called.
    pub number_name: &'static str,
    /// Its number.
    pub number: String,
    /// What is to be paid, in Rial.
    pub amount: Option<i64>,
    /// By when, or what is saved meanwhile; already in words.
    pub text: String,
    /// How far the last day is away.
    pub left: Option<Badge>,
    /// The key of the button.
    pub act: &'static str,
    /// Its address without the language.
    pub path: String,
    /// Whether somebody waits for it.
    pub urgent: bool,
}

/// An application that is under way or over.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// What was applied for, in words.
    pub kind: String,
    /// Where it stands.
    pub badge: Badge,
    /// What follows when, or when it ended; already in words.
    pub text: String,
}

/// A licence on the desk.
#[derive(Clone, Debug, Default)]
pub struct HeldLicence {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The permit kind in words.
    pub kind: String,
    /// What it is worth today.
    pub status: LicenceStatus,
    /// The vehicle in one line.
    pub vehicle: Option<String>,
    /// The vehicle's plate.
    pub plate: Option<PlateParts>,
    /// The last valid day.
    pub expires_on: Option<NaiveDate>,
    /// The days until then, where it still counts.
    pub days_left: Option<i64>,
    /// Whether a certificate can be printed.
    pub is_certified: bool,
    /// Whether its renewal can begin today.
    pub may_renew: bool,
    /// Whether its renewal is under way.
    pub is_renewing: bool,
}

/// The desk (کارتابل). GET `/my`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "my/desk.html")]
pub struct Desk {
    /// The frame.
    pub page: Page,
    /// Who it is, where that was told.
    pub name: Option<String>,
    /// Today, in words.
    pub today: String,
    /// Whether an agency has the reader or offers a place.
    pub is_wanted: bool,
    /// What to do, in its order.
    pub to_do: Vec<ToDo>,
    /// What to wait for.
    pub under_way: Vec<Case>,
    /// What is held.
    pub licences: Vec<HeldLicence>,
    /// What is over.
    pub past: Vec<Case>,
    /// What can be applied for.
    pub offers: Vec<Choice>,
}

impl Desk {
    fn is_empty(&self) -> bool {
        self.to_do.is_empty() && self.under_way.is_empty() && self.licences.is_empty() && self.past.is_empty()
    }
}

/// A code's squares, as the `d` of one path.
#[derive(Clone, Debug, Default)]
pub struct CodeSquares {
    /// Modules on each side.
    pub side: usize,
    /// The dark ones.
    pub path: String,
}

/// A licence, for its holder. GET `/licences/{id}`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "my/licence.html")]
pub struct Licence {
    /// The frame.
    pub page: Page,
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The permit kind in words.
    pub kind: String,
    /// What it is worth today.
    pub status: LicenceStatus,
    /// Who holds it.
    pub holder: String,
    /// The holder's photo, as an address that holds it whole.
    pub photo: Option<String>,
    /// What it says of the vehicle.
    pub facts: Vec<Fact>,
    /// The vehicle's plate.
    pub plate: Option<PlateParts>,
    /// The first valid day.
    pub starts_on: Option<NaiveDate>,
    /// The last valid day.
    pub expires_on: Option<NaiveDate>,
    /// The days until then, where it still counts.
    pub days_left: Option<i64>,
    /// The ground of the suspension that holds now, in words.
    pub suspended_for: Option<String>,
    /// The last day of that suspension.
    pub suspended_until: Option<NaiveDate>,
    /// The ground of what ended it, in words.
    pub ended_for: Option<String>,
    /// When that was read.
    pub checked_at: DateTime<Utc>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineEntry>,
    /// The car's code.
    pub code: Option<CodeSquares>,
    /// The car's code as it is typed.
    pub code_shown: String,
    /// Whether a certificate can be printed.
    pub is_certified: bool,
    /// Whether its renewal can begin today.
    pub may_renew: bool,
    /// The renewal under way that keeps it in force.
    pub renewal: Option<String>,
    /// The key of the form that begins to replace its worn-out vehicle. POST `/licences/{id}/replacement`.
    pub replace_key: Option<String>,
}

impl Licence {
    /// The badges that licences have, with what they mean.
    fn badges(&self) -> &'static [LicenceStatus] {
        &[LicenceStatus::Valid, LicenceStatus::Expiring, LicenceStatus::Expired, LicenceStatus::Suspended, LicenceStatus::Revoked]
    }
}

/// A licence on one sheet of paper. GET `/licences/{id}/certificate`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "my/certificate.html")]
pub struct Certificate {
    /// The frame.
    pub page: Page,
    /// The address of the licence's page, without the language.
    pub licence_path: String,
    /// Its number.
    pub number: String,
    /// The permit kind in words.
    pub kind: String,
    /// The holder's name and national id; an operating licence names nobody.
    pub holder: Option<(String, String)>,
    /// The holder's photo, as an address that holds it whole.
    pub photo: Option<String>,
    /// The vehicle's plate.
    pub plate: Option<PlateParts>,
    /// What else it says.
    pub facts: Vec<Fact>,
    /// The first valid day.
    pub starts_on: Option<NaiveDate>,
    /// The last valid day.
    pub expires_on: Option<NaiveDate>,
    /// Whether a renewal keeps it in force beyond that day.
    pub is_renewing: bool,
    /// When it was issued, and by which event.
    pub issued: Option<(DateTime<Utc>, i64)>,
    /// When this was printed.
    pub printed_at: DateTime<Utc>,
    /// The vehicle's code.
    pub code: Option<CodeSquares>,
    /// Where anyone can find out whether it still holds.
    pub verify_at: String,
}
