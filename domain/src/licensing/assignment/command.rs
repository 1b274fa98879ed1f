use crate::policy::Choice;
use uuid::Uuid;

/// What can be asked of an assignment.
#[derive(Debug, Clone)]
pub enum AssignmentCommand {
    /// A driver is to drive a vehicle.
    Assign {
        /// The vehicle.
        vehicle_id: Uuid,
        /// The driver's permit.
        licence_id: Uuid,
        /// The driver.
        person_id: Uuid,
        /// The shift's code.
        shift: String,
        /// The shifts that policy offers.
        shifts: Vec<Choice>,
    },
    /// The driver drives it in another shift.
    ChangeShift {
        /// The shift's code.
        shift: String,
        /// The shifts that policy offers.
        shifts: Vec<Choice>,
    },
    /// The driver drives it no more.
    End,
}
