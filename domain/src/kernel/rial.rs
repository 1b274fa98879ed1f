//! Money: whole Rial, never less than none.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// An amount in whole Rial, from 0 up; in events a plain integer. What is owed and what is paid are
/// two amounts, never one with a sign.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Rial(i64);

/// Why a number is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAmount {
    /// Less than nothing.
    #[error("an amount of money is not below zero")]
    Negative,
    /// More than can be counted.
    #[error("an amount of money is at most 9,223,372,036,854,775,807 Rial")]
    TooLarge,
}

/// Basis points in the whole.
const WHOLE: u32 = 10_000;

impl Rial {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// A number of Rial.
    ///
    /// # Errors
    /// [`NotAnAmount::Negative`]
    pub const fn new(rial: i64) -> Result<Self, NotAnAmount> {
        if rial < 0 { Err(NotAnAmount::Negative) } else { Ok(Self(rial)) }
    }

    /// A number of Toman, ten Rial each.
    ///
    /// # Errors
    /// [`NotAnAmount`]
    pub fn from_toman(toman: i64) -> Result<Self, NotAnAmount> {
        Self::new(toman)?.0.checked_mul(10).map(Self).ok_or(NotAnAmount::TooLarge)
    }

    /// The number of Rial.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The whole Toman in it; odd Rial are left out.
    pub const fn toman(self) -> i64 {
        self.0 / 10
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Both together; none where that is too much to count.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// What is left; none where the other is more.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        if other > self { None } else { Some(Self(self.0 - other.0)) }
    }

    /// All together; none where that is too much to count.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// A share in basis points, rounded down: `floor(amount x bps / 10,000)`. A share is at most the
    /// whole.
    pub fn share_bps(self, bps: u32) -> Self {
        let share = i128::from(self.0) * i128::from(bps.min(WHOLE)) / i128::from(WHOLE);
        Self(i64::try_from(share).expect("a share is not more than the whole, which is an i64"))
    }
}

impl TryFrom<i64> for Rial {
    type Error = NotAnAmount;
    fn try_from(rial: i64) -> Result<Self, NotAnAmount> {
        Self::new(rial)
    }
}

impl From<Rial> for i64 {
    fn from(amount: Rial) -> Self {
        amount.0
    }
}

impl std::fmt::Display for Rial {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} Rial", self.0)
    }
}

impl JsonSchema for Rial {
    fn schema_name() -> Cow<'static, str> {
        "Rial".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "An amount in whole Rial.", "type": "integer", "format": "int64", "minimum": 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::{NotAnAmount, Rial};
    use proptest::prelude::*;

    fn rial(amount: i64) -> Rial {
        Rial::new(amount).expect("not negative")
    }

    #[test]
    fn an_amount_in_an_event_is_a_plain_integer_and_never_negative() {
        assert_eq!(serde_json::to_string(&rial(1_250_000)).expect("an integer"), "1250000");
        assert_eq!(serde_json::from_str::<Rial>("1250000").expect("an integer"), rial(1_250_000));
        for bad in ["-1", "1.5", "1e3", "\"1000\"", "9223372036854775808"] {
            assert!(serde_json::from_str::<Rial>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn two_per_cent_of_a_fare_is_rounded_down() {
        assert_eq!(rial(300_049).share_bps(200), rial(6_000));
        assert_eq!(rial(49).share_bps(200), Rial::ZERO);
    }

    #[test]
    fn ten_rial_are_one_toman() {
        assert_eq!(Rial::from_toman(125_000), Rial::new(1_250_000));
        assert_eq!(rial(1_250_009).toman(), 125_000);
        assert_eq!(Rial::from_toman(-1), Err(NotAnAmount::Negative));
        assert_eq!(Rial::from_toman(i64::MAX), Err(NotAnAmount::TooLarge));
    }

    proptest! {
        #[test]
        fn a_share_and_the_rest_are_the_whole(amount in 0..=i64::MAX, bps in 0..=20_000_u32) {
            let whole = rial(amount);
            let share = whole.share_bps(bps);
            let rest = whole.checked_sub(share).expect("a share is not more than the whole");
            prop_assert_eq!(share.checked_add(rest), Some(whole));
            prop_assert!(bps < 10_000 || share == whole);
            prop_assert!(i128::from(share.get()) * 10_000 <= i128::from(amount) * i128::from(bps));
            prop_assert!(bps > 10_000 || (i128::from(share.get()) + 1) * 10_000 > i128::from(amount) * i128::from(bps));
        }

        #[test]
        fn what_is_added_can_be_taken_away(one in 0..=i64::MAX, other in 0..=i64::MAX) {
            match rial(one).checked_add(rial(other)) {
                Some(both) => prop_assert_eq!(both.checked_sub(rial(other)), Some(rial(one))),
                None => prop_assert!(one.checked_add(other).is_none()),
            }
            prop_assert_eq!(rial(one).checked_sub(rial(other)).is_some(), one >= other);
        }

        #[test]
        fn a_sum_does_not_depend_on_the_order(mut amounts in proptest::collection::vec(0..1_000_000_000_i64, 0..20)) {
            let forwards = Rial::sum(amounts.iter().map(|amount| rial(*amount)));
            amounts.reverse();
            prop_assert_eq!(Rial::sum(amounts.iter().map(|amount| rial(*amount))), forwards);
            prop_assert_eq!(forwards, Rial::new(amounts.iter().sum()).ok());
        }
    }
}
