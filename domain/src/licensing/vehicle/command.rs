use super::LegacyRecord;
use crate::kernel::{Plate, Vin};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What can be asked of a vehicle.
#[derive(Debug, Clone)]
pub enum VehicleCommand {
    /// An officer puts a vehicle on the city's register.
    Register(RegisterVehicle),
    /// One row of another register becomes known here.
    ImportLegacyRecord(Box<LegacyRecord>),
    /// Its threshold age has come.
    ReachThresholdAge {
        /// The civil day of the command.
        today: NaiveDate,
    },
    /// It failed too many inspections in a row.
    FlagWornOut {
        /// Those inspections, the first one first.
        failed: Vec<Uuid>,
        /// The policy version that says how many are too many.
        policy_version: String,
    },
}

/// A vehicle as an officer describes it.
#[derive(Debug, Clone)]
pub struct RegisterVehicle {
    /// Its plate.
    pub plate: Plate,
    /// Its VIN.
    pub vin: Vin,
    /// Its maker.
    pub make: String,
    /// Its model.
    pub model: String,
    /// The year of manufacture, Gregorian.
    pub year: u16,
    /// The civil year of today, against which the year is judged.
    pub this_year: u16,
    /// Its colour.
    pub colour: String,
    /// What it runs on.
    pub fuel: Fuel,
    /// The code of the permit kind that it serves under.
    pub permit_kind: String,
    /// How old a vehicle that runs on this grows; none where policy does not say.
    pub threshold_years: Option<u8>,
    /// The version of the policy that offered that kind.
    pub policy_version: String,
}

/// What a vehicle runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fuel {
    /// Petrol.
    Petrol,
    /// Compressed natural gas.
    Cng,
    /// Petrol and gas.
    Dual,
    /// Petrol and battery.
    Hybrid,
    /// Battery.
    Electric,
}

impl Fuel {
    /// Every fuel.
    pub const ALL: [Self; 5] = [Self::Petrol, Self::Cng, Self::Dual, Self::Hybrid, Self::Electric];

    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Petrol => "petrol",
            Self::Cng => "cng",
            Self::Dual => "dual",
            Self::Hybrid => "hybrid",
            Self::Electric => "electric",
        }
    }

    /// The fuel of a stable word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fuel| fuel.code() == word)
    }
}
