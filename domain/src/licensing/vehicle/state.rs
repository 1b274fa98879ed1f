use super::{VehicleCommand, VehicleError, VehicleEvent};
use crate::kernel::event::aggregate;
use serde::{Deserialize, Serialize};

/// The earliest year of manufacture that is believed.
pub const EARLIEST_YEAR: u16 = 1950;

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
    },
    /// It is known from another register.
    Imported {
        /// The hash of the row that told of it.
        row_hash: String,
    },
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
                Ok(vec![VehicleEvent::VehicleRegistered {
                    plate: v.plate,
                    vin: v.vin,
                    make: v.make,
                    model: v.model,
                    year: v.year,
                    colour: v.colour,
                    fuel: v.fuel,
                    permit_kind: v.permit_kind,
                    policy_version: v.policy_version,
                }])
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
            (Self::Registered { .. }, _) | (Self::Imported { .. }, VehicleCommand::Register(_)) => {
                Err(VehicleError::AlreadyRegistered)
            }
        }
    }

    pub(super) fn fold(&mut self, event: VehicleEvent) {
        *self = match event {
            VehicleEvent::VehicleRegistered { permit_kind, .. } => Self::Registered { permit_kind },
            VehicleEvent::LegacyRecordImported(record) => Self::Imported { row_hash: record.source_row_hash },
        };
    }
}

aggregate!(Vehicle, VehicleCommand, VehicleEvent, VehicleError);
