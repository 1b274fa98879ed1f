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
}

impl Refusal for VehicleError {
    fn code(&self) -> &'static str {
        match self {
            Self::AlreadyRegistered => "vehicle-already-registered",
            Self::AlreadyImported => "row-already-imported",
            Self::RowChanged => "row-changed",
            Self::ImplausibleYear => "implausible-year",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        match self {
            Self::ImplausibleYear => Some("/year"),
            _ => None,
        }
    }
}
