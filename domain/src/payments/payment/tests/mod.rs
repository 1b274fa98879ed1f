mod pairs;
mod stories;

use super::*;
use crate::feedback::rating::Ride;
use crate::kernel::{Pii, Rial};
use crate::payments::invoice::InvoiceItem;
use crate::payments::{Authority, GatewayName};
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const INVOICE: Uuid = Uuid::from_u128(61);
const ACCOUNT: Uuid = Uuid::from_u128(62);
const OTHER: Uuid = Uuid::from_u128(63);
const PAY_URL: &str = "https://payment.zarinpal.com/pg/StartPay/A00000000000000000000000000000000001";

fn rial(amount: i64) -> Rial {
    Rial::new(amount).expect("not negative")
}

fn authority() -> Authority {
    Authority::parse("A00000000000000000000000000000000001").expect("well formed")
}

fn open_session() -> PaymentCommand {
    PaymentCommand::OpenSession { authority: authority(), pay_url: PAY_URL.into() }
}

fn split() -> Split {
    let item = |code: &str, amount| InvoiceItem { code: code.into(), amount: rial(amount) };
    Split::Fees { items: vec![item("renewal", 5_000_000), item("card", 1_200_000)] }
}

fn create() -> CreatePayment {
    CreatePayment {
        purpose: PaymentPurpose::Invoice { invoice_id: INVOICE },
        account_id: Some(ACCOUNT),
        mobile: None,
        amount: rial(6_200_000),
        gateway: GatewayName::Zarinpal,
        split: split(),
    }
}

const DRIVER: Uuid = Uuid::from_u128(64);

fn ride(driver_id: Option<Uuid>) -> Ride {
    Ride { code_id: Uuid::from_u128(65), generation: 1, vehicle_id: Uuid::from_u128(66), licence_id: Uuid::from_u128(67), driver_id }
}

/// A fare of 180,000 Rial of which the city takes 2%, and a tip.
fn fare() -> CreatePayment {
    CreatePayment {
        purpose: PaymentPurpose::Fare { ride: ride(Some(DRIVER)) },
        account_id: None,
        mobile: None,
        amount: rial(230_000),
        gateway: GatewayName::Zarinpal,
        split: Split::Fare { driver_id: DRIVER, driver: rial(176_400), commission: rial(3_600), tip: rial(50_000) },
    }
}

fn receipt() -> Receipt {
    Receipt {
        reference: "201034567".into(),
        card_masked: Some(Pii::clear(ACCOUNT, "603799******1234")),
        card_hash: Some(Pii::clear(ACCOUNT, "c0ffee")),
        fee: Some(rial(12_000)),
    }
}

fn created() -> Vec<PaymentEvent> {
    let c = create();
    vec![
        PaymentEvent::PaymentCreated {
            purpose: c.purpose,
            account_id: c.account_id,
            amount: c.amount,
            gateway: c.gateway,
            split: c.split,
        },
        PaymentEvent::GatewaySessionRequested { gateway: GatewayName::Zarinpal },
    ]
}

fn opened() -> PaymentEvent {
    PaymentEvent::GatewaySessionOpened { gateway: GatewayName::Zarinpal, authority: authority(), pay_url: PAY_URL.into() }
}

fn heard(claims: Claimed) -> PaymentEvent {
    PaymentEvent::CallbackReceived { claims }
}

fn asked() -> PaymentEvent {
    PaymentEvent::VerificationRequested {}
}

fn in_vain(asked: u32) -> PaymentEvent {
    PaymentEvent::GatewayTimeoutDuringVerification { asked }
}

fn succeeded() -> PaymentEvent {
    let (c, r) = (create(), receipt());
    PaymentEvent::PaymentSucceeded {
        purpose: c.purpose,
        amount: c.amount,
        gateway: c.gateway,
        reference: r.reference,
        card_masked: r.card_masked,
        card_hash: r.card_hash,
        fee: r.fee,
        split: c.split,
    }
}

fn rejected() -> PaymentEvent {
    PaymentEvent::PaymentRejected { code: "-51".into() }
}

fn mismatch() -> PaymentEvent {
    PaymentEvent::AmountMismatchDetected { expected: rial(6_200_000), found: Some(rial(620_000)) }
}

fn duplicate() -> PaymentEvent {
    PaymentEvent::DuplicatePaymentDetected { paid_by: OTHER, amount: rial(6_200_000), gateway: GatewayName::Zarinpal, split: split() }
}

/// A payment that began, and what followed.
fn begun(then: impl IntoIterator<Item = PaymentEvent>) -> Vec<PaymentEvent> {
    created().into_iter().chain(then).collect()
}

fn fail(by_payer: bool) -> PaymentCommand {
    PaymentCommand::Fail { code: "-51".into(), by_payer }
}

fn payment() -> TestFramework<Payment> {
    TestFramework::with(())
}
