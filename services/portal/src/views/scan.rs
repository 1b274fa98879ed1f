//! The passenger's page, opened by the code in the taxi.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};

use super::{Page, PlateParts};

/// The vehicle behind a code.
#[derive(Clone, Debug, Default)]
pub struct ScannedVehicle {
    /// The plate; imported vehicles have none.
    pub plate: Option<PlateParts>,
    /// The vehicle's number in the register.
    pub number: String,
    /// Make, model and colour in one line.
    pub description: String,
    /// The company or agency.
    pub holder: Option<String>,
}

/// A driver, where one is assigned.
#[derive(Clone, Debug, Default)]
pub struct ScannedDriver {
    /// The given name.
    pub name: String,
    /// The shift, in words.
    pub shift: String,
    /// The address of the photo.
    pub photo_url: Option<String>,
}

/// A vehicle with a valid licence.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "scan/valid.html")]
pub struct Scan {
    /// The frame.
    pub page: Page,
    /// The code as it stands in addresses.
    pub code: String,
    /// The vehicle.
    pub vehicle: ScannedVehicle,
    /// Whether the fare can be paid here.
    pub takes_fares: bool,
    /// Who is driving.
    pub driver: Option<ScannedDriver>,
    /// The licence's number.
    pub licence_number: String,
    /// The licence's id, for the link to the register.
    pub licence_id: String,
    /// The last valid day; none where the source gives none.
    pub expires_on: Option<NaiveDate>,
    /// When this was read.
    pub checked_at: DateTime<Utc>,
}

/// Why nobody should ride.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StopReason {
    /// The licence is suspended.
    Suspended,
    /// The licence was revoked.
    Revoked,
    /// The licence begins on a later day.
    NotYetValid,
    /// The licence has run out.
    Expired,
    /// The licence was given back.
    Surrendered,
    /// The licence ended in another way.
    Terminated,
    /// The vehicle has no licence.
    NoLicence,
    /// The code was replaced or declared void.
    VoidCode,
    /// What was typed cannot be a code.
    MalformedCode,
    /// No such code was ever issued.
    #[default]
    UnknownCode,
}

impl StopReason {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::Suspended,
        Self::Revoked,
        Self::NotYetValid,
        Self::Expired,
        Self::Surrendered,
        Self::Terminated,
        Self::NoLicence,
        Self::VoidCode,
        Self::MalformedCode,
        Self::UnknownCode,
    ];

    const fn title(self) -> &'static str {
        match self {
            Self::Suspended => "scan-stop-suspended",
            Self::Revoked => "scan-stop-revoked",
            Self::NotYetValid => "scan-stop-not-yet-valid",
            Self::Expired => "scan-stop-expired",
            Self::Surrendered => "scan-stop-surrendered",
            Self::Terminated => "scan-stop-terminated",
            Self::NoLicence => "scan-stop-no-licence",
            Self::VoidCode => "scan-stop-void-code",
            Self::MalformedCode => "scan-stop-malformed-code",
            Self::UnknownCode => "scan-stop-unknown-code",
        }
    }

    /// Whether typing the code again may help.
    const fn mistyped(self) -> bool {
        matches!(self, Self::MalformedCode | Self::UnknownCode)
    }

    const fn advice(self) -> &'static str {
        match self {
            Self::VoidCode => "scan-stop-void-advice",
            Self::MalformedCode => "scan-stop-malformed-advice",
            Self::UnknownCode => "scan-stop-unknown-advice",
            _ => "scan-stop-advice",
        }
    }
}

/// A code that stands for no right to carry passengers.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "scan/stop.html")]
pub struct ScanStop {
    /// The frame.
    pub page: Page,
    /// Why.
    pub reason: StopReason,
    /// The code as it stands in addresses, or as it was typed where it is unknown:
    /// then nothing can be reported through it.
    pub code: String,
    /// The vehicle, where the code leads to one.
    pub vehicle: Option<ScannedVehicle>,
    /// The licence's id, for the link to the register.
    pub licence_id: Option<String>,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// Until when, where a suspension has an end.
    pub until: Option<NaiveDate>,
    /// When this was read.
    pub checked_at: DateTime<Utc>,
}
