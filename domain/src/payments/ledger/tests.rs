use super::{Entry, Journal, LedgerAccount, journal};
use crate::AnyEvent;
use crate::kernel::Rial;
use crate::payments::GatewayName;
use crate::payments::invoice::{InvoiceEvent, InvoiceItem};
use crate::payments::payment::{PaymentEvent, PaymentPurpose, Split};
use crate::rewards::account::{Reward, RewardAccountEvent};
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

const DRIVER: Uuid = Uuid::from_u128(7);
const CLEARING: LedgerAccount = LedgerAccount::PspClearing(GatewayName::Zarinpal);

fn rial(amount: i64) -> Rial {
    Rial::new(amount).expect("not negative")
}

fn fees(items: &[(&str, i64)]) -> Split {
    Split::Fees { items: items.iter().map(|(code, amount)| InvoiceItem { code: (*code).to_owned(), amount: rial(*amount) }).collect() }
}

fn fare(driver: i64, commission: i64, tip: i64) -> Split {
    Split::Fare { driver_id: DRIVER, driver: rial(driver), commission: rial(commission), tip: rial(tip) }
}

fn succeeded(split: Split) -> AnyEvent {
    AnyEvent::Payment(PaymentEvent::PaymentSucceeded {
        purpose: PaymentPurpose::Invoice { invoice_id: Uuid::from_u128(1) },
        amount: split.total().expect("can be counted"),
        gateway: GatewayName::Zarinpal,
        reference: "201034567".to_owned(),
        card_masked: None,
        card_hash: None,
        fee: None,
        split,
    })
}

fn duplicate(split: Split) -> AnyEvent {
    let amount = split.total().expect("can be counted");
    AnyEvent::Payment(PaymentEvent::DuplicatePaymentDetected { paid_by: Uuid::from_u128(2), amount, gateway: GatewayName::Zarinpal, split })
}

fn entries(of: &AnyEvent) -> Vec<(LedgerAccount, i64)> {
    let Some(Journal { entries, .. }) = journal(of) else { return Vec::new() };
    entries.into_iter().map(|Entry { account, amount }| (account, amount)).collect()
}

fn fee(code: &str) -> LedgerAccount {
    LedgerAccount::LicenceFee(code.to_owned())
}

#[test]
fn a_licence_fee_lies_at_the_gateway_and_is_revenue_by_its_code() {
    let paid = succeeded(fees(&[("renewal", 5_000_000), ("smart-card", 1_200_000), ("renewal", 1)]));
    assert_eq!(entries(&paid), [(CLEARING, 6_200_001), (fee("renewal"), -5_000_001), (fee("smart-card"), -1_200_000)]);
}

#[test]
fn a_fare_is_owed_to_the_driver_but_for_the_commission() {
    let paid = succeeded(fare(176_400, 3_600, 50_000));
    assert_eq!(entries(&paid), [(CLEARING, 230_000), (LedgerAccount::DriverPayable(DRIVER), -226_400), (LedgerAccount::Commission, -3_600)]);
}

#[test]
fn what_was_paid_twice_is_revenue_no_longer_but_still_at_the_gateway() {
    let split = fees(&[("renewal", 6_200_000)]);
    let mut sum: BTreeMap<LedgerAccount, i64> = BTreeMap::new();
    for (account, amount) in [succeeded(split.clone()), duplicate(split)].iter().flat_map(entries) {
        *sum.entry(account).or_default() += amount;
    }
    sum.retain(|_, amount| *amount != 0);
    assert_eq!(sum, BTreeMap::from([(CLEARING, 6_200_000), (LedgerAccount::Suspense, -6_200_000)]));
}

#[test]
fn money_of_another_amount_is_held_and_let_go_again() {
    let (amount, gateway) = (rial(620_000), GatewayName::Zarinpal);
    let held = AnyEvent::Payment(PaymentEvent::MismatchedMoneyHeld { amount, gateway });
    let released = AnyEvent::Payment(PaymentEvent::MismatchedMoneyReleased { amount, gateway });
    assert_eq!(entries(&held), [(CLEARING, 620_000), (LedgerAccount::Suspense, -620_000)]);
    assert_eq!(entries(&released), [(CLEARING, -620_000), (LedgerAccount::Suspense, 620_000)]);
}

fn points(value: i64, reward: Option<Reward>) -> AnyEvent {
    let (value, day) = (rial(value), chrono::NaiveDate::MIN);
    AnyEvent::RewardAccount(match reward {
        None => RewardAccountEvent::PointsAccrued {
            payment_id: DRIVER,
            counterparty: None,
            provided: 1,
            points: 1,
            rial_per_point: value,
            value,
            day,
            active_on: day,
            expires_on: day,
            claim_until: None,
        },
        Some(reward) => RewardAccountEvent::PointsRedeemed {
            redemption_id: DRIVER,
            account_id: DRIVER,
            reward,
            points: 1,
            value,
            next_expiry: None,
            policy_version: "1405-01".to_owned(),
        },
    })
}

fn voucher(value: i64, taken: &[(&str, i64)], returned: bool) -> AnyEvent {
    let Split::Fees { items: taken } = fees(taken) else { panic!("fees") };
    let (voucher_id, value) = (DRIVER, rial(value));
    AnyEvent::Invoice(match returned {
        false => InvoiceEvent::VoucherApplied { voucher_id, value, taken, total: Rial::ZERO, bill: None },
        true => InvoiceEvent::VoucherReturned { voucher_id, value, taken },
    })
}

#[test]
fn points_are_owed_until_they_pay_a_fee_or_are_taken_as_a_gift_or_expire() {
    use LedgerAccount::{Breakage, GiftPayable, RewardExpense, RewardLiability};
    assert_eq!(entries(&points(500, None)), [(RewardExpense, 500), (RewardLiability, -500)]);
    assert_eq!(entries(&points(500, Some(Reward::Voucher {}))), [], "a voucher is owed still");
    let gift = Reward::Gift { code: "inspection".to_owned(), item: 1 };
    assert_eq!(entries(&points(500, Some(gift))), [(RewardLiability, 500), (GiftPayable("inspection".to_owned()), -500)]);
    let used = [(fee("renewal"), -400), (Breakage, -100), (RewardLiability, 500)];
    assert_eq!(entries(&voucher(500, &[("renewal", 400)], false)), used);
    assert_eq!(entries(&voucher(500, &[("renewal", 400)], true)), used.map(|(account, amount)| (account, -amount)));
    let lapsed = AnyEvent::RewardAccount(RewardAccountEvent::WaitingPointsLapsed { points: 1, value: rial(500) });
    assert_eq!(entries(&lapsed), [(Breakage, -500), (RewardLiability, 500)]);
}

#[test]
fn what_moves_no_money_has_no_journal() {
    assert_eq!(journal(&AnyEvent::Payment(PaymentEvent::PaymentExpired {})), None);
    assert_eq!(journal(&succeeded(fees(&[("renewal", 0)]))), None, "nothing is no entry");
}

/// Amounts small enough that a thousand of them can be counted.
fn amount() -> impl Strategy<Value = i64> {
    0i64..=1_000_000_000_000
}

fn any_split() -> impl Strategy<Value = Split> {
    prop_oneof![
        prop::collection::vec(("[a-c]", amount()), 1..5).prop_map(|items| {
            fees(&items.iter().map(|(code, amount)| (code.as_str(), *amount)).collect::<Vec<_>>())
        }),
        (amount(), amount(), amount()).prop_map(|(driver, commission, tip)| fare(driver, commission, tip)),
    ]
}

fn any_money_event() -> impl Strategy<Value = AnyEvent> {
    let gateway = || prop::sample::select(GatewayName::ALL.to_vec());
    prop_oneof![
        any_split().prop_map(succeeded),
        any_split().prop_map(duplicate),
        (any_split(), gateway()).prop_map(|(split, gateway)| {
            let amount = split.total().expect("can be counted");
            AnyEvent::Payment(PaymentEvent::LatePaymentDetected { amount, gateway, split })
        }),
        amount().prop_map(|value| points(value, None)),
        amount().prop_map(|value| points(value, Some(Reward::Gift { code: "inspection".to_owned(), item: 1 }))),
        (amount(), amount(), amount(), any::<bool>())
            .prop_map(|(one, other, rest, returned)| voucher(one + other + rest, &[("a", one), ("b", other)], returned)),
        amount().prop_map(|value| {
            AnyEvent::RewardAccount(RewardAccountEvent::PointsExpired { on: chrono::NaiveDate::MIN, points: 1, value: rial(value), next_on: None })
        }),
        (amount(), gateway()).prop_map(|(amount, gateway)| AnyEvent::Payment(PaymentEvent::MismatchedMoneyHeld { amount: rial(amount), gateway })),
        (amount(), gateway())
            .prop_map(|(amount, gateway)| AnyEvent::Payment(PaymentEvent::MismatchedMoneyReleased { amount: rial(amount), gateway })),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_with_money_every_journal_and_the_whole_balance(events in prop::collection::vec(any_money_event(), 0..60)) {
        let mut whole: BTreeMap<LedgerAccount, i128> = BTreeMap::new();
        for event in &events {
            let lines = entries(event);
            prop_assert_eq!(lines.iter().map(|(_, amount)| i128::from(*amount)).sum::<i128>(), 0);
            prop_assert!(lines.iter().all(|(_, amount)| *amount != 0));
            for (account, amount) in lines {
                *whole.entry(account).or_default() += i128::from(amount);
            }
        }
        prop_assert_eq!(whole.values().sum::<i128>(), 0, "at any position");
    }
}
