//! What the types of the rewards' rules cannot say by themselves.

use crate::toml_text::{self, Fault};
use domain::policy::RewardRules;
use std::collections::BTreeSet;

/// The most points that anything costs: what they are worth can be counted.
const MOST: u32 = 10_000_000;

/// Refuses points for nothing, a voucher that cannot be taken off a fee, and doubled gifts.
pub(super) fn check(text: &str, rules: &RewardRules) -> Result<(), Fault> {
    let wrong = |rest: &[&str], message: &str| {
        let path: Vec<&str> = std::iter::once("rewards").chain(rest.iter().copied()).collect();
        Err(toml_text::fault(text, &path, message))
    };
    if rules.programme.trim().is_empty() {
        return wrong(&["programme"], "must not be empty");
    }
    for (field, amount) in [
        ("rial_per_point", rules.rial_per_point),
        ("passenger_amount_per_point", rules.passenger_amount_per_point),
        ("driver_amount_per_point", rules.driver_amount_per_point),
    ] {
        if amount.is_zero() {
            return wrong(&[field], "must be above 0");
        }
    }
    if !(1..=MOST).contains(&rules.voucher_points) {
        return wrong(&["voucher_points"], "must be at least 1 and at most 10,000,000");
    }
    let mut codes = BTreeSet::new();
    for (index, gift) in rules.gifts.iter().enumerate() {
        let at = index.to_string();
        if !codes.insert(&gift.code) {
            return wrong(&["gifts", &at, "code"], "is another gift's already");
        }
        if !(1..=MOST).contains(&gift.points) {
            return wrong(&["gifts", &at, "points"], "must be at least 1 and at most 10,000,000");
        }
    }
    Ok(())
}
