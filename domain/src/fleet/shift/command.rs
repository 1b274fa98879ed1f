use uuid::Uuid;

/// What can be asked of a shift.
#[derive(Debug, Clone)]
pub enum ShiftCommand {
    /// A driver begins to work.
    Start(StartShift),
    /// The car's place may be known from now on.
    GiveConsent {
        /// The policy version that says what for.
        policy_version: String,
    },
    /// It may be known no longer.
    WithdrawConsent,
    /// The driver stops working.
    End,
}

/// A shift as it begins.
#[derive(Debug, Clone)]
pub struct StartShift {
    /// The assignment that puts the driver into the car.
    pub assignment_id: Uuid,
    /// The car.
    pub vehicle_id: Uuid,
    /// The driver.
    pub person_id: Uuid,
    /// Whether the car's place may be known.
    pub consent: bool,
    /// The policy version that says what for.
    pub policy_version: String,
}
