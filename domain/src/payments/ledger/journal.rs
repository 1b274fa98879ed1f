use super::LedgerAccount;
use crate::AnyEvent;
use crate::kernel::Rial;
use crate::payments::GatewayName;
use crate::payments::invoice::{InvoiceEvent, InvoiceItem};
use crate::payments::payment::{PaymentEvent, Split};
use crate::rewards::account::{Reward, RewardAccountEvent};
use std::collections::BTreeMap;

/// What one event moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journal {
    /// What it is about: a stable word.
    pub kind: &'static str,
    /// The entries; they sum to nothing.
    pub entries: Vec<Entry>,
}

/// A line of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where.
    pub account: LedgerAccount,
    /// How much, in Rial: above zero a debit (بدهکار), below zero a credit (بستانکار).
    pub amount: i64,
}

/// The journal of an event; none where it moves no money.
pub fn journal(event: &AnyEvent) -> Option<Journal> {
    match event {
        AnyEvent::Payment(event) => of_payment(event),
        AnyEvent::Invoice(event) => of_invoice(event),
        AnyEvent::RewardAccount(event) => of_rewards(event),
        _ => None,
    }
    .filter(|journal| !journal.entries.is_empty())
}

fn of_payment(event: &PaymentEvent) -> Option<Journal> {
    use LedgerAccount::Suspense;
    let clearing = |gateway: &GatewayName| LedgerAccount::PspClearing(*gateway);
    Some(match event {
        PaymentEvent::PaymentSucceeded { gateway, split, .. } => {
            let kind = match split {
                Split::Fees { .. } => "licence_fee",
                Split::Fare { .. } => "fare",
            };
            shares(split).fold(Draft::of(kind), |draft, (account, amount)| draft.moved(clearing(gateway), account, amount)).done()
        }
        // It was posted when it succeeded: now it is nobody's.
        PaymentEvent::DuplicatePaymentDetected { split, .. } => {
            shares(split).fold(Draft::of("duplicate_receipt"), |draft, (account, amount)| draft.moved(account, Suspense, amount)).done()
        }
        PaymentEvent::LatePaymentDetected { split, .. } => {
            shares(split).fold(Draft::of("late_receipt"), |draft, (account, amount)| draft.moved(account, Suspense, amount)).done()
        }
        PaymentEvent::MismatchedMoneyHeld { amount, gateway } => {
            Draft::of("mismatched_receipt").moved(clearing(gateway), Suspense, *amount).done()
        }
        PaymentEvent::MismatchedMoneyReleased { amount, gateway } => {
            Draft::of("mismatched_receipt_released").moved(Suspense, clearing(gateway), *amount).done()
        }
        PaymentEvent::PaymentCreated { .. }
        | PaymentEvent::PayerMobileGiven { .. }
        | PaymentEvent::GatewaySessionRequested { .. }
        | PaymentEvent::GatewaySessionOpened { .. }
        | PaymentEvent::CallbackReceived { .. }
        | PaymentEvent::VerificationRequested {}
        | PaymentEvent::GatewayTimeoutDuringVerification { .. }
        | PaymentEvent::PaymentRejected { .. }
        | PaymentEvent::PaymentCancelledByUser {}
        | PaymentEvent::PaymentExpired {}
        | PaymentEvent::AmountMismatchDetected { .. }
        | PaymentEvent::PaymentReferredForReview { .. } => return None,
    })
}

/// What a voucher pays is revenue like money; what it is worth beyond that is nobody's.
fn of_invoice(event: &InvoiceEvent) -> Option<Journal> {
    use LedgerAccount::{Breakage, RewardLiability};
    let fee = |item: &InvoiceItem| (LedgerAccount::LicenceFee(item.code.clone()), item.amount);
    let rest = |value: &Rial, taken: &[InvoiceItem]| {
        let used = Rial::sum(taken.iter().map(|item| item.amount)).unwrap_or_default();
        value.checked_sub(used).unwrap_or_default()
    };
    Some(match event {
        InvoiceEvent::VoucherApplied { value, taken, .. } => taken
            .iter()
            .map(fee)
            .fold(Draft::of("voucher"), |draft, (account, amount)| draft.moved(RewardLiability, account, amount))
            .moved(RewardLiability, Breakage, rest(value, taken))
            .done(),
        InvoiceEvent::VoucherReturned { value, taken, .. } => taken
            .iter()
            .map(fee)
            .fold(Draft::of("voucher_returned"), |draft, (account, amount)| draft.moved(account, RewardLiability, amount))
            .moved(Breakage, RewardLiability, rest(value, taken))
            .done(),
        InvoiceEvent::InvoiceIssued { .. } | InvoiceEvent::InvoicePaid { .. } | InvoiceEvent::InvoiceCancelled { .. } => return None,
    })
}

/// A voucher stays owed until it is taken off a fee.
fn of_rewards(event: &RewardAccountEvent) -> Option<Journal> {
    use LedgerAccount::{Breakage, RewardExpense, RewardLiability};
    Some(match event {
        RewardAccountEvent::PointsAccrued { value, .. } => {
            Draft::of("points_accrued").moved(RewardExpense, RewardLiability, *value).done()
        }
        RewardAccountEvent::PointsRedeemed { reward: Reward::Gift { code, .. }, value, .. } => {
            Draft::of("gift").moved(RewardLiability, LedgerAccount::GiftPayable(code.clone()), *value).done()
        }
        RewardAccountEvent::PointsExpired { value, .. } | RewardAccountEvent::WaitingPointsLapsed { value, .. } => {
            Draft::of("points_expired").moved(RewardLiability, Breakage, *value).done()
        }
        RewardAccountEvent::RewardAccountOpened { .. }
        | RewardAccountEvent::RewardAccountClaimed { .. }
        | RewardAccountEvent::WaitingPointsHandedOver { .. }
        | RewardAccountEvent::PointsReceived { .. }
        | RewardAccountEvent::PointsActivated { .. }
        | RewardAccountEvent::PointsRedeemed { reward: Reward::Voucher {}, .. }
        | RewardAccountEvent::GiftHandedOver { .. } => return None,
    })
}

/// Whose the money of a payment is, and how much of it.
fn shares(split: &Split) -> impl Iterator<Item = (LedgerAccount, Rial)> {
    let shares = match split {
        Split::Fees { items } => items.iter().map(|item| (LedgerAccount::LicenceFee(item.code.clone()), item.amount)).collect(),
        Split::Fare { driver_id, driver, commission, tip } => {
            let drivers = LedgerAccount::DriverPayable(*driver_id);
            vec![(drivers.clone(), *driver), (drivers, *tip), (LedgerAccount::Commission, *commission)]
        }
    };
    Vec::into_iter(shares)
}

/// A journal in the making: whatever is added is on both sides, so it balances at any time.
struct Draft {
    kind: &'static str,
    accounts: BTreeMap<LedgerAccount, i64>,
}

impl Draft {
    fn of(kind: &'static str) -> Self {
        Self { kind, accounts: BTreeMap::new() }
    }

    /// Debits one account and credits the other.
    fn moved(mut self, debit: LedgerAccount, credit: LedgerAccount, amount: Rial) -> Self {
        *self.accounts.entry(debit).or_default() += amount.get();
        *self.accounts.entry(credit).or_default() -= amount.get();
        self
    }

    /// Accounts of which nothing is moved have no line.
    fn done(self) -> Journal {
        let lines = self.accounts.into_iter().filter(|(_, amount)| *amount != 0);
        Journal { kind: self.kind, entries: lines.map(|(account, amount)| Entry { account, amount }).collect() }
    }
}
