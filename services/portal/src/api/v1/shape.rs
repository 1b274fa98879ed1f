//! How records look to programs: the same everywhere.

use application::fleet_codes::{sticker_address, token_of};
use application::{Context, Failure};
use chrono::{DateTime, NaiveDate, Utc};
use domain::licensing::licence::Standing;
use projections::fleet_codes::FleetCodeRow;
use projections::register::{LicenceRow, LicenceStateRow, SubjectKind, VehicleRow};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

fn jalali(day: Option<NaiveDate>) -> Option<String> {
    day.map(i18n::jalali_iso)
}

/// A licence. Imported ones have neither start nor expiry.
#[derive(Debug, Serialize, ToSchema)]
pub struct Licence {
    licence_id: Uuid,
    /// What it lets serve: `vehicle`, `driver` or `agency`.
    #[schema(value_type = String)]
    subject: SubjectKind,
    /// The vehicle that it names; an agency's licence names none.
    vehicle_id: Option<Uuid>,
    number: String,
    permit_kind: String,
    /// What it is worth on the day: `valid`, `not_yet_valid`, `suspended`, `expired`, `surrendered`,
    /// `revoked` or `terminated`.
    status: &'static str,
    /// The register that it came from.
    source: Option<String>,
    /// That register's own word for its status.
    source_status: Option<String>,
    ground: Option<String>,
    starts_on: Option<NaiveDate>,
    starts_on_jalali: Option<String>,
    expires_on: Option<NaiveDate>,
    expires_on_jalali: Option<String>,
    suspended_from: Option<NaiveDate>,
    suspended_from_jalali: Option<String>,
    suspended_until: Option<NaiveDate>,
    suspended_until_jalali: Option<String>,
    /// The renewal under way that keeps it in force beyond `expires_on`, where one does.
    renewal_id: Option<Uuid>,
    /// The position of the event that changed it last.
    position: i64,
}

impl Licence {
    /// A licence with what it is worth.
    pub fn new(row: &LicenceRow, standing: Standing) -> Self {
        Self {
            licence_id: row.licence_id,
            subject: row.subject,
            vehicle_id: row.vehicle_id,
            number: row.number.clone(),
            permit_kind: row.permit_kind.clone(),
            status: standing.code(),
            source: row.source.clone(),
            source_status: row.source_status.clone(),
            ground: row.ground.clone(),
            starts_on: row.starts_on,
            starts_on_jalali: jalali(row.starts_on),
            expires_on: row.expires_on,
            expires_on_jalali: jalali(row.expires_on),
            suspended_from: row.suspended_from,
            suspended_from_jalali: jalali(row.suspended_from),
            suspended_until: row.suspended_until,
            suspended_until_jalali: jalali(row.suspended_until),
            renewal_id: row.renewal_id,
            position: row.position,
        }
    }
}

/// A vehicle. Imported ones have neither plate nor VIN.
#[derive(Debug, Serialize, ToSchema)]
pub struct Vehicle {
    vehicle_id: Uuid,
    /// As `12ت345-79`.
    plate: Option<String>,
    /// For staff only.
    #[serde(skip_serializing_if = "Option::is_none")]
    vin: Option<String>,
    make: Option<String>,
    model: Option<String>,
    /// The year of manufacture, Gregorian.
    year: Option<i32>,
    colour: Option<String>,
    fuel: Option<&'static str>,
    permit_kind: String,
    company: Option<String>,
    agency: Option<String>,
    wheelchair: Option<bool>,
    source: Option<String>,
}

impl Vehicle {
    /// A vehicle as staff see it.
    pub fn for_staff(row: &VehicleRow) -> Self {
        Self { vin: row.vin.clone(), ..Self::for_anyone(row) }
    }

    /// A vehicle as anyone sees it.
    pub fn for_anyone(row: &VehicleRow) -> Self {
        Self {
            vehicle_id: row.vehicle_id,
            plate: row.plate.as_ref().map(ToString::to_string),
            vin: None,
            make: row.make.clone(),
            model: row.model.clone(),
            year: row.year,
            colour: row.colour.clone(),
            fuel: row.fuel.map(|fuel| fuel.code()),
            permit_kind: row.vehicle_type.clone(),
            company: row.company.clone(),
            agency: row.agency.clone(),
            wheelchair: row.wheelchair,
            source: row.source.clone(),
        }
    }
}

/// A state that a licence was in, from its event on.
#[derive(Debug, Serialize, ToSchema)]
pub struct State {
    position: i64,
    recorded_at: DateTime<Utc>,
    event_type: String,
    status: &'static str,
    ground: Option<String>,
    source_status: Option<String>,
    starts_on: Option<NaiveDate>,
    starts_on_jalali: Option<String>,
    expires_on: Option<NaiveDate>,
    expires_on_jalali: Option<String>,
    suspended_from: Option<NaiveDate>,
    suspended_from_jalali: Option<String>,
    suspended_until: Option<NaiveDate>,
    suspended_until_jalali: Option<String>,
}

impl State {
    /// The states in the order of their rows.
    pub fn all(rows: &[LicenceStateRow]) -> Vec<Self> {
        rows.iter()
            .map(|row| Self {
                position: row.position,
                recorded_at: row.recorded_at,
                event_type: row.event_type.clone(),
                status: row.standing.code(),
                ground: row.ground.clone(),
                source_status: row.source_status.clone(),
                starts_on: row.starts_on,
                starts_on_jalali: jalali(row.starts_on),
                expires_on: row.expires_on,
                expires_on_jalali: jalali(row.expires_on),
                suspended_from: row.suspended_from,
                suspended_from_jalali: jalali(row.suspended_from),
                suspended_until: row.suspended_until,
                suspended_until_jalali: jalali(row.suspended_until),
            })
            .collect()
    }
}

/// The code in a car.
#[derive(Debug, Serialize, ToSchema)]
pub struct Code {
    /// As it is printed, in groups; the API takes it with or without the spaces.
    code: String,
    /// What a phone reads from the sticker.
    address: String,
    generation: i32,
    issued_at: DateTime<Utc>,
}

impl Code {
    /// A code with its token, drawn again.
    pub fn new(ctx: &Context, row: &FleetCodeRow) -> Result<Self, Failure> {
        let token = token_of(ctx, row);
        Ok(Self { code: token.to_string(), address: sticker_address(ctx, &token)?, generation: row.generation, issued_at: row.issued_at })
    }
}
