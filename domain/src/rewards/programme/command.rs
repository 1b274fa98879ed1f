use crate::kernel::Rial;
use crate::policy::RewardRules;
use chrono::{Days, NaiveDate};
use uuid::Uuid;

/// What can be asked of a programme.
#[derive(Debug, Clone)]
pub enum RewardProgrammeCommand {
    /// A fare was paid: provides what it earns, as long as the budget lasts.
    Grant(GrantReward),
}

/// A fare that was paid.
#[derive(Debug, Clone)]
pub struct GrantReward {
    /// The payment.
    pub payment_id: Uuid,
    /// The fare without the tip, in Rial.
    pub fare: Rial,
    /// Who drove.
    pub driver_id: Uuid,
    /// The passenger, where that is somebody with an account: the person.
    pub passenger_id: Option<Uuid>,
    /// Whether the passenger can be given points: by an account or a mobile number.
    pub passenger_known: bool,
    /// The civil day.
    pub day: NaiveDate,
    /// What the programme provides.
    pub rules: RewardRules,
}

impl GrantReward {
    /// Points for a fare: one for each full amount.
    pub(super) fn points(&self, amount_per_point: Rial) -> u32 {
        u32::try_from(self.fare.get() / amount_per_point.get().max(1)).unwrap_or(u32::MAX)
    }

    pub(super) fn active_on(&self) -> NaiveDate {
        self.day + Days::new(self.rules.pending_days.into())
    }

    pub(super) fn expires_on(&self) -> NaiveDate {
        self.active_on() + Days::new(self.rules.valid_days.into())
    }
}
