use super::{VehicleCommand, VehicleError, VehicleEvent};
use crate::kernel::calendar::SolarDate;
use crate::kernel::event::aggregate;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The earliest year of manufacture that is believed.
pub const EARLIEST_YEAR: u16 = 1950;
/// Between a Gregorian year and the Solar one that begins in it.
const SOLAR: i32 = 621;

/// What must be known of a vehicle to decide.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Vehicle {
    /// Nothing happened yet.
    #[default]
    Absent,
    /// An officer registered it.
    Registered {
        /// The permit kind that it serves under.
        permit_kind: String,
        /// How long it serves.
        life: Life,
    },
    /// It is known from another register.
    Imported {
        /// The hash of the row that told of it.
        row_hash: String,
    },
}

/// How long a vehicle serves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Life {
    /// The day on which it reaches its threshold age, where policy knows one.
    pub threshold_on: Option<NaiveDate>,
    /// Whether that was noticed.
    pub past_threshold: bool,
    /// Whether it failed too many inspections in a row.
    pub worn_out: bool,
}

impl Vehicle {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`VehicleError`].
    pub fn decide(&self, command: VehicleCommand) -> Result<Vec<VehicleEvent>, VehicleError> {
        match (self, command) {
            (Self::Absent, VehicleCommand::Register(v)) => {
                if !(EARLIEST_YEAR..=v.this_year + 1).contains(&v.year) {
                    return Err(VehicleError::ImplausibleYear);
                }
                let threshold = v.threshold_years.and_then(|years| {
                    let policy_version = v.policy_version.clone();
                    Some(VehicleEvent::ThresholdAgeSet { on: threshold_day(v.year, years)?, years, policy_version })
                });
                let registered = VehicleEvent::VehicleRegistered {
                    plate: v.plate,
                    vin: v.vin,
                    make: v.make,
                    model: v.model,
                    year: v.year,
                    colour: v.colour,
                    fuel: v.fuel,
                    permit_kind: v.permit_kind,
                    policy_version: v.policy_version,
                };
                Ok(std::iter::once(registered).chain(threshold).collect())
            }
            (Self::Registered { life, .. }, VehicleCommand::ReachThresholdAge { today }) => match life.threshold_on {
                _ if life.past_threshold => Err(VehicleError::AlreadyPastThreshold),
                Some(on) if on <= today => Ok(vec![VehicleEvent::VehicleReachedThresholdAge { on }]),
                _ => Err(VehicleError::ThresholdNotReached),
            },
            (Self::Registered { life, .. }, VehicleCommand::FlagWornOut { failed, policy_version }) => match life.worn_out {
                true => Err(VehicleError::AlreadyWornOut),
                false => Ok(vec![VehicleEvent::VehicleFlaggedWornOut { failed, policy_version }]),
            },
            // Policy does not judge what other registers know.
            (Self::Absent | Self::Imported { .. }, VehicleCommand::ReachThresholdAge { .. } | VehicleCommand::FlagWornOut { .. }) => {
                Err(VehicleError::NotRegistered)
            }
            (Self::Absent, VehicleCommand::ImportLegacyRecord(record)) => {
                Ok(vec![VehicleEvent::LegacyRecordImported(record)])
            }
            (Self::Imported { row_hash }, VehicleCommand::ImportLegacyRecord(record)) => {
                if *row_hash == record.source_row_hash {
                    Err(VehicleError::AlreadyImported)
                } else {
                    Err(VehicleError::RowChanged)
                }
            }
            (Self::Registered { .. }, VehicleCommand::Register(_) | VehicleCommand::ImportLegacyRecord(_))
            | (Self::Imported { .. }, VehicleCommand::Register(_)) => {
                Err(VehicleError::AlreadyRegistered)
            }
        }
    }

    pub(super) fn fold(&mut self, event: VehicleEvent) {
        match (&mut *self, event) {
            (_, VehicleEvent::VehicleRegistered { permit_kind, .. }) => *self = Self::Registered { permit_kind, life: Life::default() },
            (_, VehicleEvent::LegacyRecordImported(record)) => *self = Self::Imported { row_hash: record.source_row_hash },
            (Self::Registered { life, .. }, VehicleEvent::ThresholdAgeSet { on, .. }) => life.threshold_on = Some(on),
            (Self::Registered { life, .. }, VehicleEvent::VehicleReachedThresholdAge { .. }) => life.past_threshold = true,
            (Self::Registered { life, .. }, VehicleEvent::VehicleFlaggedWornOut { .. }) => life.worn_out = true,
            (Self::Absent | Self::Imported { .. }, _) => {}
        }
    }
}

/// The first day of the Solar year in which a vehicle of this year of manufacture grows so old.
pub fn threshold_day(year: u16, years: u8) -> Option<NaiveDate> {
    // A Gregorian year is the Solar one that begins in it.
    SolarDate { year: i32::from(year) - SOLAR + i32::from(years), month: 1, day: 1 }.civil()
}

aggregate!(Vehicle, VehicleCommand, VehicleEvent, VehicleError);
