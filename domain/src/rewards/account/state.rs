use super::purse::worth;
use super::{AccruePoints, Holder, Lot, Purse, RedeemPoints, Reward, RewardAccountCommand, RewardAccountError, RewardAccountEvent};
use crate::kernel::event::aggregate;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A reward account's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RewardAccount {
    /// Nothing was earned yet.
    #[default]
    Absent,
    /// An account's.
    Held {
        /// The account.
        account_id: Uuid,
        /// Its points.
        purse: Purse,
    },
    /// Waiting for whoever left a mobile number.
    Waiting {
        /// The last day on which they can be claimed.
        until: NaiveDate,
        /// The points.
        purse: Purse,
    },
    /// Nobody claimed them.
    Lapsed,
}

impl RewardAccount {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`RewardAccountError`].
    pub fn decide(&self, command: RewardAccountCommand) -> Result<Vec<RewardAccountEvent>, RewardAccountError> {
        let event = match command {
            RewardAccountCommand::Accrue(accrue) => return self.accrue(accrue),
            RewardAccountCommand::Activate { today } => {
                let (due, next_on) = self.purse()?.activating(today);
                if due.points == 0 {
                    return Err(RewardAccountError::NothingToActivate);
                }
                RewardAccountEvent::PointsActivated { on: today, points: due.points, next_on }
            }
            RewardAccountCommand::Claim { account_id } => match self {
                Self::Absent => return Err(RewardAccountError::Absent),
                Self::Held { .. } => return Err(RewardAccountError::AlreadyClaimed),
                Self::Waiting { .. } => RewardAccountEvent::RewardAccountClaimed { account_id },
                Self::Lapsed => return Err(RewardAccountError::Lapsed),
            },
            RewardAccountCommand::Redeem(redeem) => self.redeem(redeem)?,
            RewardAccountCommand::Expire { today } => {
                let (due, next_on) = self.purse()?.expiring(today);
                if due.points == 0 {
                    return Err(RewardAccountError::NothingToExpire);
                }
                RewardAccountEvent::PointsExpired { on: today, points: due.points, value: due.value, next_on }
            }
            RewardAccountCommand::Lapse { today } => match self {
                Self::Absent => return Err(RewardAccountError::Absent),
                Self::Held { .. } => return Err(RewardAccountError::AlreadyClaimed),
                Self::Waiting { until, .. } if today <= *until => return Err(RewardAccountError::StillClaimable),
                Self::Waiting { purse, .. } => {
                    let all = purse.all();
                    RewardAccountEvent::WaitingPointsLapsed { points: all.points, value: all.value }
                }
                Self::Lapsed => return Err(RewardAccountError::Lapsed),
            },
        };
        Ok(vec![event])
    }

    /// Fewer points than were provided where a cap of the day leaves no more.
    fn accrue(&self, accrue: AccruePoints) -> Result<Vec<RewardAccountEvent>, RewardAccountError> {
        let fresh = Purse::default();
        let purse = match self {
            Self::Absent => &fresh,
            Self::Held { purse, .. } | Self::Waiting { purse, .. } => purse,
            Self::Lapsed => return Err(RewardAccountError::Lapsed),
        };
        let points = accrue.points.min(purse.left_of_day(accrue.day, accrue.per_day));
        let met = accrue.counterparty.map_or(0, |other| purse.pairs_on(accrue.day, other));
        if points == 0 || (accrue.counterparty.is_some() && met >= accrue.per_pair_and_day) {
            return Err(RewardAccountError::CapReached);
        }
        let accrued = RewardAccountEvent::PointsAccrued {
            payment_id: accrue.payment_id,
            counterparty: accrue.counterparty,
            provided: accrue.points,
            points,
            rial_per_point: accrue.rial_per_point,
            value: worth(points, accrue.rial_per_point),
            day: accrue.day,
            active_on: accrue.active_on,
            expires_on: accrue.expires_on,
        };
        let opened = (*self == Self::Absent).then_some(RewardAccountEvent::RewardAccountOpened { holder: accrue.holder });
        Ok(opened.into_iter().chain([accrued]).collect())
    }

    fn redeem(&self, redeem: RedeemPoints) -> Result<RewardAccountEvent, RewardAccountError> {
        let (account_id, purse) = match self {
            Self::Absent => return Err(RewardAccountError::Absent),
            Self::Held { account_id, purse } => (*account_id, purse),
            Self::Waiting { .. } => return Err(RewardAccountError::NotClaimed),
            Self::Lapsed => return Err(RewardAccountError::Lapsed),
        };
        let value = purse.price(redeem.points, redeem.today).ok_or(RewardAccountError::TooFewPoints)?;
        let mut left = purse.clone();
        left.spend(redeem.points);
        Ok(RewardAccountEvent::PointsRedeemed {
            redemption_id: redeem.redemption_id,
            account_id,
            reward: redeem.reward,
            points: redeem.points,
            value,
            next_expiry: left.next_expiry(),
            policy_version: redeem.policy_version,
        })
    }

    fn purse(&self) -> Result<&Purse, RewardAccountError> {
        match self {
            Self::Absent => Err(RewardAccountError::Absent),
            Self::Held { purse, .. } | Self::Waiting { purse, .. } => Ok(purse),
            Self::Lapsed => Err(RewardAccountError::Lapsed),
        }
    }

    pub(super) fn fold(&mut self, event: RewardAccountEvent) {
        match event {
            RewardAccountEvent::RewardAccountOpened { holder } => {
                let purse = Purse::default();
                *self = match holder {
                    Holder::Account { account_id } => Self::Held { account_id, purse },
                    Holder::Waiting { until, .. } => Self::Waiting { until, purse },
                };
            }
            RewardAccountEvent::RewardAccountClaimed { account_id } => {
                if let Self::Waiting { purse, .. } = std::mem::take(self) {
                    *self = Self::Held { account_id, purse };
                }
            }
            RewardAccountEvent::WaitingPointsLapsed { .. } => *self = Self::Lapsed,
            event => {
                if let Self::Held { purse, .. } | Self::Waiting { purse, .. } = self {
                    change(purse, event);
                }
            }
        }
    }
}

fn change(purse: &mut Purse, event: RewardAccountEvent) {
    match event {
        RewardAccountEvent::PointsAccrued { points, rial_per_point, day, active_on, expires_on, counterparty, .. } => {
            purse.add(Lot { points, rial_per_point, active_on, expires_on, active: false }, day, counterparty);
        }
        RewardAccountEvent::PointsActivated { on, .. } => purse.activate(on),
        RewardAccountEvent::PointsRedeemed { redemption_id, reward, points, value, .. } => {
            purse.spend(points);
            if reward == (Reward::Voucher {}) {
                purse.keep_voucher(redemption_id, value);
            }
        }
        RewardAccountEvent::PointsExpired { on, .. } => purse.expire(on),
        RewardAccountEvent::RewardAccountOpened { .. }
        | RewardAccountEvent::RewardAccountClaimed { .. }
        | RewardAccountEvent::WaitingPointsLapsed { .. } => {}
    }
}

aggregate!(RewardAccount, RewardAccountCommand, RewardAccountEvent, RewardAccountError);
