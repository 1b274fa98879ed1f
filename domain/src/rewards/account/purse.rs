use super::{Gifts, Reward, RewardAccountEvent};
use crate::kernel::Rial;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Points that were earned together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lot {
    /// How many are left.
    pub points: u32,
    /// What each is worth, in Rial.
    pub rial_per_point: Rial,
    /// The first day on which they can be spent.
    pub active_on: NaiveDate,
    /// The last day on which they can be spent.
    pub expires_on: NaiveDate,
    /// Whether they became active.
    pub active: bool,
}

/// All points that are left, and what was earned on the last day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purse {
    lots: Vec<Lot>,
    day: Option<NaiveDate>,
    earned_that_day: u32,
    pairs_that_day: BTreeMap<Uuid, u32>,
    vouchers: Vec<(Uuid, Rial)>,
    pub(super) gifts: Gifts,
}

/// How many points, and what they are worth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub points: u32,
    pub value: Rial,
}

impl Sum {
    fn of<'l>(lots: impl IntoIterator<Item = (&'l Lot, u32)>) -> Self {
        lots.into_iter().fold(Self::default(), |sum, (lot, points)| Self {
            points: sum.points.saturating_add(points),
            value: sum.value.checked_add(worth(points, lot.rial_per_point)).unwrap_or(sum.value),
        })
    }
}

/// What points are worth, in Rial.
pub(super) fn worth(points: u32, rial_per_point: Rial) -> Rial {
    // Policy bounds both far below what cannot be counted.
    rial_per_point.get().checked_mul(points.into()).and_then(|value| Rial::new(value).ok()).unwrap_or_default()
}

impl Purse {
    /// How many points may still be earned on a day.
    pub(super) fn left_of_day(&self, day: NaiveDate, per_day: u32) -> u32 {
        if self.day == Some(day) { per_day.saturating_sub(self.earned_that_day) } else { per_day }
    }

    /// How many fares with a counterparty have earned points on a day.
    pub(super) fn pairs_on(&self, day: NaiveDate, counterparty: Uuid) -> u32 {
        if self.day == Some(day) { self.pairs_that_day.get(&counterparty).copied().unwrap_or(0) } else { 0 }
    }

    /// Points that are left, by what was earned together.
    pub(super) fn lots(&self) -> &[Lot] {
        &self.lots
    }

    /// All that is left.
    pub(super) fn all(&self) -> Sum {
        Sum::of(self.lots.iter().map(|lot| (lot, lot.points)))
    }

    /// Active points that can be spent on a day.
    pub fn spendable(&self, today: NaiveDate) -> u32 {
        self.lots.iter().filter(|lot| lot.active && lot.expires_on >= today).map(|lot| lot.points).sum()
    }

    /// That points whose window has closed by a day are active; none where none are.
    pub(super) fn activated(&self, today: NaiveDate) -> Option<RewardAccountEvent> {
        let pending = || self.lots.iter().filter(|lot| !lot.active);
        let due = Sum::of(pending().filter(|lot| lot.active_on <= today).map(|lot| (lot, lot.points)));
        let next_on = pending().filter(|lot| lot.active_on > today).map(|lot| lot.active_on).min();
        (due.points > 0).then_some(RewardAccountEvent::PointsActivated { on: today, points: due.points, next_on })
    }

    /// That points whose last day is before this one are gone; none where none are.
    fn expired(&self, today: NaiveDate) -> Option<RewardAccountEvent> {
        let due = Sum::of(self.lots.iter().filter(|lot| lot.expires_on < today).map(|lot| (lot, lot.points)));
        let next_on = self.lots.iter().filter(|lot| lot.expires_on >= today).map(|lot| lot.expires_on).min();
        (due.points > 0).then_some(RewardAccountEvent::PointsExpired { on: today, points: due.points, value: due.value, next_on })
    }

    /// What has come due by a day, in the order of a point's life, and what is left then.
    pub(super) fn come_due(&self, today: NaiveDate) -> (Vec<RewardAccountEvent>, Self) {
        let (mut events, mut left) = (Vec::new(), self.clone());
        for due in [Self::activated, Self::expired] {
            if let Some(event) = due(&left, today) {
                left.change(event.clone());
                events.push(event);
            }
        }
        (events, left)
    }

    /// The last day of the points that expire next.
    pub(super) fn next_expiry(&self) -> Option<NaiveDate> {
        self.lots.iter().map(|lot| lot.expires_on).min()
    }

    /// What so many active points are worth when they are spent, those first that expire first; none
    /// where too few are active. What is past its last day must be gone.
    pub(super) fn price(&self, points: u32) -> Option<Rial> {
        let mut left = points;
        let mut active: Vec<&Lot> = self.lots.iter().filter(|lot| lot.active).collect();
        active.sort_by_key(|lot| lot.expires_on);
        let taken: Vec<(&Lot, u32)> = active
            .into_iter()
            .map(|lot| {
                let taken = lot.points.min(left);
                left -= taken;
                (lot, taken)
            })
            .collect();
        (left == 0).then(|| Sum::of(taken).value)
    }

    /// Vouchers that were got for points, used or not, with what they are worth in Rial.
    pub fn vouchers(&self) -> &[(Uuid, Rial)] {
        &self.vouchers
    }

    /// Takes active points, those first that expire first. What is past its last day must be gone.
    pub(super) fn spend(&mut self, points: u32) {
        let mut left = points;
        self.lots.sort_by_key(|lot| lot.expires_on);
        for lot in self.lots.iter_mut().filter(|lot| lot.active) {
            let taken = lot.points.min(left);
            lot.points -= taken;
            left -= taken;
        }
        self.lots.retain(|lot| lot.points > 0);
    }

    /// Does what an event says of points.
    pub(super) fn change(&mut self, event: RewardAccountEvent) {
        match event {
            RewardAccountEvent::PointsAccrued { points, rial_per_point, day, active_on, expires_on, counterparty, .. } => {
                self.lots.push(Lot { points, rial_per_point, active_on, expires_on, active: false });
                self.count(points, day, counterparty);
            }
            RewardAccountEvent::PointsReceived { lots, .. } => self.lots.extend(lots),
            RewardAccountEvent::PointsActivated { on, .. } => {
                self.lots.iter_mut().filter(|lot| lot.active_on <= on).for_each(|lot| lot.active = true);
            }
            RewardAccountEvent::PointsRedeemed { redemption_id, reward, points, value, .. } => {
                self.spend(points);
                match reward {
                    Reward::Voucher {} => self.vouchers.push((redemption_id, value)),
                    Reward::Gift { code, .. } => self.gifts.keep(redemption_id, code),
                }
            }
            RewardAccountEvent::GiftHandedOver { redemption_id, .. } => self.gifts.hand_over(redemption_id),
            RewardAccountEvent::PointsExpired { on, .. } => self.lots.retain(|lot| lot.expires_on >= on),
            RewardAccountEvent::RewardAccountOpened { .. }
            | RewardAccountEvent::RewardAccountClaimed { .. }
            | RewardAccountEvent::WaitingPointsHandedOver { .. }
            | RewardAccountEvent::WaitingPointsLapsed { .. } => {}
        }
    }

    /// Counts towards the caps of a day.
    fn count(&mut self, points: u32, day: NaiveDate, counterparty: Option<Uuid>) {
        if self.day != Some(day) {
            (self.day, self.earned_that_day) = (Some(day), 0);
            self.pairs_that_day.clear();
        }
        self.earned_that_day = self.earned_that_day.saturating_add(points);
        if let Some(counterparty) = counterparty {
            *self.pairs_that_day.entry(counterparty).or_default() += 1;
        }
    }
}
