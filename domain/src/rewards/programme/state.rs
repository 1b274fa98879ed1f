use super::{GrantReward, RewardProgrammeCommand, RewardProgrammeError, RewardProgrammeEvent};
use crate::kernel::event::aggregate;
use chrono::Days;
use serde::{Deserialize, Serialize};

/// A programme's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RewardProgramme {
    /// Points that were provided so far.
    provided: u64,
}

impl RewardProgramme {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`RewardProgrammeError`].
    pub fn decide(&self, command: RewardProgrammeCommand) -> Result<Vec<RewardProgrammeEvent>, RewardProgrammeError> {
        let RewardProgrammeCommand::Grant(grant) = command;
        self.grant(&grant)
    }

    fn grant(&self, grant: &GrantReward) -> Result<Vec<RewardProgrammeEvent>, RewardProgrammeError> {
        if grant.passenger_id == Some(grant.driver_id) {
            return Err(RewardProgrammeError::SelfRide);
        }
        let rules = &grant.rules;
        let passenger_points = if grant.passenger_known { grant.points(rules.passenger_amount_per_point) } else { 0 };
        let driver_points = grant.points(rules.driver_amount_per_point);
        let both = u64::from(passenger_points) + u64::from(driver_points);
        if both == 0 {
            return Err(RewardProgrammeError::NothingEarned);
        }
        if self.provided.saturating_add(both) > rules.budget_points {
            return Err(RewardProgrammeError::BudgetSpent);
        }
        Ok(vec![RewardProgrammeEvent::RewardGranted {
            payment_id: grant.payment_id,
            driver_id: grant.driver_id,
            passenger_id: grant.passenger_id,
            passenger_points,
            driver_points,
            rial_per_point: rules.rial_per_point,
            passenger_per_day: rules.passenger_points_per_day,
            driver_per_day: rules.driver_points_per_day,
            per_pair_and_day: rules.fares_per_pair_and_day,
            day: grant.day,
            active_on: grant.active_on(),
            expires_on: grant.expires_on(),
            claim_until: grant.day + Days::new(rules.waiting_days.into()),
        }])
    }

    pub(super) fn fold(&mut self, event: RewardProgrammeEvent) {
        let RewardProgrammeEvent::RewardGranted { passenger_points, driver_points, .. } = event;
        self.provided = self.provided.saturating_add(u64::from(passenger_points) + u64::from(driver_points));
    }
}

aggregate!(RewardProgramme, RewardProgrammeCommand, RewardProgrammeEvent, RewardProgrammeError);
