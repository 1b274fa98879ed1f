mod gifts;
mod pairs;
mod stories;

use super::*;
use crate::kernel::{Pii, Rial};
use chrono::NaiveDate;
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const ACCOUNT: Uuid = Uuid::from_u128(91);
const DRIVER: Uuid = Uuid::from_u128(92);
const PAYMENT: Uuid = Uuid::from_u128(93);
const REDEMPTION: Uuid = Uuid::from_u128(94);

fn rial(amount: i64) -> Rial {
    Rial::new(amount).expect("not negative")
}

/// A day of Azar 1405 and after.
fn day(nth: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a real day") + chrono::Days::new(nth)
}

fn held() -> Holder {
    Holder::Account { account_id: ACCOUNT }
}

fn waiting() -> Holder {
    Holder::Waiting { mobile: Pii::clear(PAYMENT, "09121112233"), until: day(30) }
}

fn opened(holder: Holder) -> RewardAccountEvent {
    RewardAccountEvent::RewardAccountOpened { holder }
}

/// Points of a day, active three days later for ten days.
fn accrue(points: u32, nth: u64) -> AccruePoints {
    AccruePoints {
        holder: held(),
        payment_id: PAYMENT,
        counterparty: Some(DRIVER),
        points,
        rial_per_point: rial(500),
        per_day: 20,
        per_pair_and_day: 2,
        day: day(nth),
        active_on: day(nth + 3),
        expires_on: day(nth + 13),
    }
}

fn accrued(provided: u32, points: u32, nth: u64) -> RewardAccountEvent {
    RewardAccountEvent::PointsAccrued {
        payment_id: PAYMENT,
        counterparty: Some(DRIVER),
        provided,
        points,
        rial_per_point: rial(500),
        value: rial(i64::from(points) * 500),
        day: day(nth),
        active_on: day(nth + 3),
        expires_on: day(nth + 13),
        claim_until: None,
    }
}

fn activated(points: u32, on: u64, next_on: Option<u64>) -> RewardAccountEvent {
    RewardAccountEvent::PointsActivated { on: day(on), points, next_on: next_on.map(day) }
}

fn redeem(points: u32, on: u64) -> RedeemPoints {
    RedeemPoints { redemption_id: REDEMPTION, reward: Reward::Voucher {}, points, today: day(on), policy_version: "1405-01".into() }
}

fn redeemed(points: u32, next_expiry: Option<u64>) -> RewardAccountEvent {
    RewardAccountEvent::PointsRedeemed {
        redemption_id: REDEMPTION,
        account_id: ACCOUNT,
        reward: Reward::Voucher {},
        points,
        value: rial(i64::from(points) * 500),
        next_expiry: next_expiry.map(day),
        policy_version: "1405-01".into(),
    }
}

fn lapsed(points: u32) -> RewardAccountEvent {
    RewardAccountEvent::WaitingPointsLapsed { points, value: rial(i64::from(points) * 500) }
}

fn expired(points: u32, on: u64, next_on: Option<u64>) -> RewardAccountEvent {
    RewardAccountEvent::PointsExpired { on: day(on), points, value: rial(i64::from(points) * 500), next_on: next_on.map(day) }
}

/// Points of a day that are left.
fn lot(points: u32, nth: u64, active: bool) -> Lot {
    Lot { points, rial_per_point: rial(500), active_on: day(nth + 3), expires_on: day(nth + 13), active }
}

fn account() -> TestFramework<RewardAccount> {
    TestFramework::with(())
}
