use crate::kernel::Rial;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Points that were earned together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

    pub(super) fn add(&mut self, lot: Lot, day: NaiveDate, counterparty: Option<Uuid>) {
        if self.day != Some(day) {
            (self.day, self.earned_that_day) = (Some(day), 0);
            self.pairs_that_day.clear();
        }
        self.earned_that_day = self.earned_that_day.saturating_add(lot.points);
        if let Some(counterparty) = counterparty {
            *self.pairs_that_day.entry(counterparty).or_default() += 1;
        }
        self.lots.push(lot);
    }

    /// All that is left.
    pub(super) fn all(&self) -> Sum {
        Sum::of(self.lots.iter().map(|lot| (lot, lot.points)))
    }

    /// Active points that can be spent on a day.
    pub fn spendable(&self, today: NaiveDate) -> u32 {
        self.lots.iter().filter(|lot| lot.active && lot.expires_on >= today).map(|lot| lot.points).sum()
    }

    /// Points that become active by a day, and when the next ones do.
    pub(super) fn activating(&self, today: NaiveDate) -> (Sum, Option<NaiveDate>) {
        let pending = || self.lots.iter().filter(|lot| !lot.active);
        let due = pending().filter(|lot| lot.active_on <= today).map(|lot| (lot, lot.points));
        (Sum::of(due), pending().filter(|lot| lot.active_on > today).map(|lot| lot.active_on).min())
    }

    pub(super) fn activate(&mut self, on: NaiveDate) {
        for lot in self.lots.iter_mut().filter(|lot| lot.active_on <= on) {
            lot.active = true;
        }
    }

    /// Points whose last day is before this one, and the last day of those that follow.
    pub(super) fn expiring(&self, today: NaiveDate) -> (Sum, Option<NaiveDate>) {
        let due = self.lots.iter().filter(|lot| lot.expires_on < today).map(|lot| (lot, lot.points));
        (Sum::of(due), self.lots.iter().filter(|lot| lot.expires_on >= today).map(|lot| lot.expires_on).min())
    }

    /// The last day of the points that expire next.
    pub(super) fn next_expiry(&self) -> Option<NaiveDate> {
        self.lots.iter().map(|lot| lot.expires_on).min()
    }

    pub(super) fn expire(&mut self, on: NaiveDate) {
        self.lots.retain(|lot| lot.expires_on >= on);
    }

    /// What so many points are worth when they are spent, those first that expire first; none where
    /// too few are active.
    pub(super) fn price(&self, points: u32, today: NaiveDate) -> Option<Rial> {
        let mut left = points;
        let mut active: Vec<&Lot> = self.lots.iter().filter(|lot| lot.active && lot.expires_on >= today).collect();
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

    pub(super) fn keep_voucher(&mut self, voucher_id: Uuid, value: Rial) {
        self.vouchers.push((voucher_id, value));
    }

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
}
