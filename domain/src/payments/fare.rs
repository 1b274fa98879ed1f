//! A fare (کرایه): what a passenger pays for a ride, and to whom it goes.

use super::payment::Split;
use crate::kernel::{Refusal, Rial};
use crate::policy::FareRules;
use uuid::Uuid;

/// The least fare that a gateway takes, in Rial.
pub const LEAST: i64 = 10_000;

/// A fare and a tip that policy allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fare {
    amount: Rial,
    tip: Rial,
    commission: Rial,
}

/// Why a fare is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FareError {
    /// No gateway takes so little.
    #[error("a fare is 10,000 Rial at least")]
    TooLittle,
    /// It is more than policy allows.
    #[error("a fare is not more than policy allows")]
    TooMuch,
    /// The tip is more than policy allows.
    #[error("a tip is not more than policy allows")]
    TipTooMuch,
}

impl Refusal for FareError {
    fn code(&self) -> &'static str {
        match self {
            Self::TooLittle => "fare-too-little",
            Self::TooMuch => "fare-too-much",
            Self::TipTooMuch => "tip-too-much",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        Some(match self {
            Self::TooLittle | Self::TooMuch => "/amount",
            Self::TipTooMuch => "/tip",
        })
    }
}

impl Fare {
    /// A fare within policy; the organisation's commission is taken of the fare alone.
    ///
    /// # Errors
    /// See [`FareError`].
    pub fn agree(rules: &FareRules, amount: Rial, tip: Rial) -> Result<Self, FareError> {
        if amount.get() < LEAST {
            return Err(FareError::TooLittle);
        }
        if amount > rules.maximum {
            return Err(FareError::TooMuch);
        }
        if tip > rules.tip_maximum {
            return Err(FareError::TipTooMuch);
        }
        Ok(Self { amount, tip, commission: amount.share_bps(rules.commission_bps) })
    }

    /// What the passenger pays, in Rial: fare and tip. None where that is too much to count.
    pub fn total(self) -> Option<Rial> {
        self.amount.checked_add(self.tip)
    }

    /// To whom it goes: the commission to the organisation, the rest and the whole tip to the driver.
    pub fn split(self, driver_id: Uuid) -> Split {
        // A share is never more than the whole.
        let driver = self.amount.checked_sub(self.commission).unwrap_or_default();
        Split::Fare { driver_id, driver, commission: self.commission, tip: self.tip }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fare, FareError, LEAST};
    use crate::kernel::Rial;
    use crate::payments::payment::Split;
    use crate::policy::FareRules;
    use proptest::prelude::*;
    use uuid::Uuid;

    const DRIVER: Uuid = Uuid::from_u128(7);

    fn rial(amount: i64) -> Rial {
        Rial::new(amount).expect("not negative")
    }

    fn rules(commission_bps: u32, maximum: i64, tip_maximum: i64) -> FareRules {
        FareRules {
            commission_bps,
            maximum: rial(maximum),
            tip_maximum: rial(tip_maximum),
            presets: Vec::new(),
            tip_presets: Vec::new(),
        }
    }

    #[test]
    fn the_city_takes_its_share_of_the_fare_and_nothing_of_the_tip() {
        let fare = Fare::agree(&rules(250, 2_000_000, 500_000), rial(180_050), rial(50_000)).expect("within policy");
        let split = Split::Fare { driver_id: DRIVER, driver: rial(175_549), commission: rial(4_501), tip: rial(50_000) };
        assert_eq!(fare.split(DRIVER), split, "floor(180,050 x 2.5%) is 4,501");
        assert_eq!(fare.total(), Some(rial(230_050)));
    }

    #[test]
    fn policy_sets_the_bounds() {
        let agree = |amount, tip| Fare::agree(&rules(200, 2_000_000, 500_000), rial(amount), rial(tip));
        assert_eq!(agree(LEAST - 1, 0), Err(FareError::TooLittle));
        assert!(agree(LEAST, 0).is_ok() && agree(2_000_000, 500_000).is_ok());
        assert_eq!(agree(2_000_001, 0), Err(FareError::TooMuch));
        assert_eq!(agree(180_000, 500_001), Err(FareError::TipTooMuch));
    }

    proptest! {
        #[test]
        fn the_shares_are_the_whole_whatever_is_paid(
            bps in 0u32..=10_000,
            amount in LEAST..=i64::MAX / 4,
            tip in 0i64..=i64::MAX / 4,
        ) {
            let fare = Fare::agree(&rules(bps, i64::MAX, i64::MAX), rial(amount), rial(tip)).expect("within policy");
            let Split::Fare { driver, commission, tip: given, .. } = fare.split(DRIVER) else { panic!("a fare's") };
            prop_assert_eq!(fare.split(DRIVER).total(), fare.total());
            prop_assert_eq!(given, rial(tip));
            prop_assert_eq!(driver.get() + commission.get(), amount);
            let exact = i128::from(amount) * i128::from(bps);
            prop_assert!(i128::from(commission.get()) * 10_000 <= exact && exact < (i128::from(commission.get()) + 1) * 10_000);
        }
    }
}
