use super::purse::worth;
use super::{AccruePoints, Holder, Purse, RedeemPoints, RewardAccountCommand, RewardAccountError, RewardAccountEvent};
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
    /// They went to the points that an account had already.
    HandedOver,
}

impl RewardAccount {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`RewardAccountError`].
    pub fn decide(&self, command: RewardAccountCommand) -> Result<Vec<RewardAccountEvent>, RewardAccountError> {
        match command {
            RewardAccountCommand::Accrue(accrue) => self.accrue(accrue),
            RewardAccountCommand::Activate { today } => self.purse()?.activated(today).map(|event| vec![event]).ok_or(RewardAccountError::NothingToActivate),
            RewardAccountCommand::Claim { account_id } => {
                self.waiting()?;
                Ok(vec![RewardAccountEvent::RewardAccountClaimed { account_id }])
            }
            RewardAccountCommand::HandOver { account_id } => {
                let (_, purse) = self.waiting()?;
                Ok(vec![RewardAccountEvent::WaitingPointsHandedOver { account_id, lots: purse.lots().to_vec() }])
            }
            RewardAccountCommand::Receive { from, lots } => {
                self.held()?;
                Ok(vec![RewardAccountEvent::PointsReceived { from, lots }])
            }
            RewardAccountCommand::Redeem(redeem) => self.redeem(redeem),
            RewardAccountCommand::HandOverGift(gift) => Ok(vec![self.hand_over_gift(gift)?]),
            RewardAccountCommand::Expire { today } => {
                let (due, _) = self.purse()?.come_due(today);
                let expires = due.iter().any(|event| matches!(event, RewardAccountEvent::PointsExpired { .. }));
                if expires { Ok(due) } else { Err(RewardAccountError::NothingToExpire) }
            }
            RewardAccountCommand::Lapse { today } => match self.waiting()? {
                (until, _) if today <= until => Err(RewardAccountError::StillClaimable),
                (_, purse) => {
                    let all = purse.all();
                    Ok(vec![RewardAccountEvent::WaitingPointsLapsed { points: all.points, value: all.value }])
                }
            },
        }
    }

    /// Fewer points than were provided where a cap of the day leaves no more.
    fn accrue(&self, accrue: AccruePoints) -> Result<Vec<RewardAccountEvent>, RewardAccountError> {
        let fresh = Purse::default();
        let purse = match self {
            Self::Absent => &fresh,
            // What waits too long belongs to nobody; newer points do not keep it.
            Self::Waiting { until, .. } if accrue.day > *until => return Err(RewardAccountError::Lapsed),
            held_or_waiting => held_or_waiting.purse()?,
        };
        let claim_until = match (self, &accrue.holder) {
            (Self::Waiting { .. }, Holder::Waiting { until, .. }) => Some(*until),
            _ => None,
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
            claim_until,
        };
        let opened = (*self == Self::Absent).then_some(RewardAccountEvent::RewardAccountOpened { holder: accrue.holder });
        Ok(opened.into_iter().chain([accrued]).collect())
    }

    /// What came due meanwhile comes first: what is past its last day is not spent.
    fn redeem(&self, redeem: RedeemPoints) -> Result<Vec<RewardAccountEvent>, RewardAccountError> {
        let (account_id, purse) = self.held()?;
        let (mut events, mut left) = purse.come_due(redeem.today);
        let value = left.price(redeem.points).ok_or(RewardAccountError::TooFewPoints)?;
        left.spend(redeem.points);
        events.push(RewardAccountEvent::PointsRedeemed {
            redemption_id: redeem.redemption_id,
            account_id,
            reward: redeem.reward,
            points: redeem.points,
            value,
            next_expiry: left.next_expiry(),
            policy_version: redeem.policy_version,
        });
        Ok(events)
    }

    fn purse(&self) -> Result<&Purse, RewardAccountError> {
        match self {
            Self::Held { purse, .. } | Self::Waiting { purse, .. } => Ok(purse),
            Self::Absent => Err(RewardAccountError::Absent),
            Self::Lapsed => Err(RewardAccountError::Lapsed),
            Self::HandedOver => Err(RewardAccountError::AlreadyClaimed),
        }
    }

    pub(super) fn held(&self) -> Result<(Uuid, &Purse), RewardAccountError> {
        match self {
            Self::Held { account_id, purse } => Ok((*account_id, purse)),
            Self::Waiting { .. } => Err(RewardAccountError::NotClaimed),
            Self::Absent => Err(RewardAccountError::Absent),
            Self::Lapsed => Err(RewardAccountError::Lapsed),
            Self::HandedOver => Err(RewardAccountError::AlreadyClaimed),
        }
    }

    fn waiting(&self) -> Result<(NaiveDate, &Purse), RewardAccountError> {
        match self {
            Self::Waiting { until, purse } => Ok((*until, purse)),
            Self::Absent => Err(RewardAccountError::Absent),
            Self::Held { .. } | Self::HandedOver => Err(RewardAccountError::AlreadyClaimed),
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
            RewardAccountEvent::WaitingPointsHandedOver { .. } => *self = Self::HandedOver,
            event => {
                if let (Self::Waiting { until, .. }, RewardAccountEvent::PointsAccrued { claim_until: Some(later), .. }) = (&mut *self, &event) {
                    *until = (*until).max(*later);
                }
                if let Self::Held { purse, .. } | Self::Waiting { purse, .. } = self {
                    purse.change(event);
                }
            }
        }
    }
}

aggregate!(RewardAccount, RewardAccountCommand, RewardAccountEvent, RewardAccountError);
