use crate::kernel::Refusal;

/// Why a vehicle's command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VehicleError {
    /// The vehicle is on the register.
    #[error("this vehicle is on the register already")]
    AlreadyRegistered,
    /// The row was imported and is the same today.
    #[error("this row was imported before")]
    AlreadyImported,
    /// The row was imported, and says something else today.
    #[error("this row was imported before and has changed since; correct the record by an officer's command")]
    RowChanged,
    /// The year is not one in which the car can have been made.
    #[error("the year of manufacture must lie between 1950 and next year")]
    ImplausibleYear,
    /// Only vehicles that an officer registered have a threshold age and are judged.
    #[error("this vehicle was not registered here")]
    NotRegistered,
    /// Its day has not come, or it has none.
    #[error("this vehicle has not reached its threshold age")]
    ThresholdNotReached,
    /// That was noticed before.
    #[error("this vehicle is past its threshold age already")]
    AlreadyPastThreshold,
    /// It is flagged.
    #[error("this vehicle is flagged as worn out already")]
    AlreadyWornOut,
}

impl Refusal for VehicleError {
    fn code(&self) -> &'static str {
        match self {
            Self::AlreadyRegistered => "vehicle-already-registered",
            Self::AlreadyImported => "row-already-imported",
            Self::RowChanged => "row-changed",
            Self::ImplausibleYear => "implausible-year",
            Self::NotRegistered => "vehicle-not-registered",
            Self::ThresholdNotReached => "threshold-not-reached",
            Self::AlreadyPastThreshold => "already-past-threshold",
            Self::AlreadyWornOut => "already-worn-out",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        match self {
            Self::ImplausibleYear => Some("/year"),
            _ => None,
        }
    }
}
