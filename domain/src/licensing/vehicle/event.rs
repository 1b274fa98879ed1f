use super::Fuel;
use crate::kernel::event::event_types;
use crate::kernel::{ClaimChange, Plate, Vin};
use crate::licensing::licence::ImportedStanding;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happened to a vehicle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum VehicleEvent {
    /// An officer put it on the register.
    #[serde(rename_all = "snake_case")]
    VehicleRegistered {
        /// Its plate.
        plate: Plate,
        /// Its VIN.
        vin: Vin,
        /// Its maker.
        make: String,
        /// Its model.
        model: String,
        /// The year of manufacture, Gregorian.
        year: u16,
        /// Its colour.
        colour: String,
        /// What it runs on.
        fuel: Fuel,
        /// The permit kind that it serves under.
        permit_kind: String,
        /// The policy version that offered that kind.
        policy_version: String,
    },
    /// The day was set on which it reaches its threshold age (مرز فرسودگی): the first of the Solar year
    /// in which it grows so old.
    ThresholdAgeSet {
        /// The day.
        on: NaiveDate,
        /// The age, in years.
        years: u8,
        /// The policy version that set it.
        policy_version: String,
    },
    /// It reached that age: from now on inspections tell how long it serves.
    VehicleReachedThresholdAge {
        /// The day.
        on: NaiveDate,
    },
    /// It failed too many inspections in a row, and is to be replaced.
    VehicleFlaggedWornOut {
        /// Those inspections, the first one first.
        failed: Vec<Uuid>,
        /// The policy version that says how many are too many.
        policy_version: String,
    },
    /// A row of another register told of it.
    LegacyRecordImported(Box<LegacyRecord>),
}

/// One row of another register, mapped to our words; what was odd is a warning, nothing is made up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LegacyRecord {
    /// The register, as its mapping names it.
    pub source: String,
    /// The row's key in that register.
    pub source_key: String,
    /// SHA-256 of the row as it was published, hex.
    pub source_row_hash: String,
    /// The version of the mapping file.
    pub mapping_version: String,
    /// The kind of vehicle, ours where the mapping knows it, else the source's word in snake case.
    pub vehicle_type: String,
    /// The vehicle's number in that register, which is its licence's number too.
    pub number: String,
    /// Its standing in our words.
    pub standing: ImportedStanding,
    /// The source's own word for it.
    pub source_status: String,
    /// Its maker, where given.
    pub make: Option<String>,
    /// Its model, where given.
    pub model: Option<String>,
    /// The model year, where it is a year.
    pub year: Option<u16>,
    /// Its colour, where given.
    pub colour: Option<String>,
    /// What it runs on, where that is one of ours.
    pub fuel: Option<Fuel>,
    /// The source's own word for the fuel.
    pub source_fuel: Option<String>,
    /// Whether a wheelchair fits, where said.
    pub wheelchair: Option<bool>,
    /// The company or owner that the public register names.
    pub company: Option<String>,
    /// The company's published address.
    pub address: Option<String>,
    /// The agency that it is affiliated with, where it is.
    pub agency: Option<String>,
    /// Who manages the licence, in the source's words.
    pub management: Option<String>,
    /// What was odd in the row.
    pub warnings: Vec<ImportWarning>,
}

/// An odd value, kept as it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportWarning {
    /// The field of ours that stayed empty or was mapped.
    pub field: String,
    /// What the source says.
    pub value: String,
    /// Why it is odd: `blank`, `implausible`, `unknown`.
    pub reason: String,
}

impl LegacyRecord {
    /// The id of the vehicle that a row of a register stands for: the same row, the same vehicle.
    pub fn vehicle_id(source: &str, source_key: &str) -> Uuid {
        Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("parvaneh:register:{source}:{source_key}").as_bytes())
    }
}

event_types! { VehicleEvent of "vehicle" {
    VehicleRegistered: "1",
    ThresholdAgeSet: "1",
    VehicleReachedThresholdAge: "1",
    VehicleFlaggedWornOut: "1",
    LegacyRecordImported: "1",
}
    fn claims(&self) -> Vec<ClaimChange> {
        match self {
            Self::VehicleRegistered { plate, vin, .. } => vec![
                ClaimChange::Take { scope: "vehicle.plate", value: plate.to_string() },
                ClaimChange::Take { scope: "vehicle.vin", value: vin.as_str().to_owned() },
            ],
            Self::LegacyRecordImported(record) => vec![ClaimChange::Take {
                scope: "vehicle.source_key",
                value: format!("{}:{}", record.source, record.source_key),
            }],
            Self::ThresholdAgeSet { .. } | Self::VehicleReachedThresholdAge { .. } | Self::VehicleFlaggedWornOut { .. } => Vec::new(),
        }
    }
}
