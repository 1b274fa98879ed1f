//! Invoices and payments as they go well and as they end otherwise, for the story that stock readers
//! read.

use crate::support::{Log, noon};
use chrono::Days;
use domain::kernel::{Pii, Rial};
use domain::payments::invoice::{Invoice, InvoiceCommand, InvoiceItem, InvoiceNumber, InvoicePurpose, IssueInvoice};
use domain::payments::payment::{Claimed, CreatePayment, Payment, PaymentCommand, PaymentPurpose, Receipt, Split, Suspense};
use domain::payments::{Authority, GatewayName};
use uuid::Uuid;

const ACCOUNT: Uuid = Uuid::from_u128(1);

fn fee() -> Rial {
    Rial::new(6_200_000).expect("an amount")
}

fn items() -> Vec<InvoiceItem> {
    vec![InvoiceItem { code: "issue".to_owned(), amount: fee() }]
}

fn issue(serial: u32) -> InvoiceCommand {
    InvoiceCommand::Issue(IssueInvoice {
        number: InvoiceNumber { year: 1405, serial },
        purpose: InvoicePurpose::Application { application_id: Uuid::new_v4() },
        account_id: ACCOUNT,
        person_id: Uuid::new_v4(),
        items: items(),
        today: noon().date_naive(),
        due_on: noon().date_naive() + Days::new(15),
        bill_organisation: 286,
        tariff_version: "1405-01".to_owned(),
    })
}

fn create() -> PaymentCommand {
    PaymentCommand::Create(CreatePayment {
        purpose: PaymentPurpose::Invoice { invoice_id: Uuid::new_v4() },
        account_id: Some(ACCOUNT),
        mobile: Some(Pii::clear(ACCOUNT, "09121234567")),
        amount: fee(),
        gateway: GatewayName::Zarinpal,
        split: Split::Fees { items: items() },
    })
}

/// A payment whose session is open, and what follows.
fn opened(then: Vec<PaymentCommand>) -> Vec<PaymentCommand> {
    let authority = format!("A{}", Uuid::new_v4().simple());
    let pay_url = format!("https://payment.zarinpal.com/pg/StartPay/{authority}");
    let open = PaymentCommand::OpenSession { authority: Authority::parse(&authority).expect("well formed"), pay_url };
    [create(), open].into_iter().chain(then).collect()
}

fn succeed() -> PaymentCommand {
    PaymentCommand::Succeed(Receipt {
        reference: "201034567".to_owned(),
        card_masked: Some(Pii::clear(ACCOUNT, "603799******1234")),
        card_hash: Some(Pii::clear(ACCOUNT, "c0ffee")),
        fee: None,
    })
}

impl Log {
    pub async fn tell_of_payers(&self) {
        use PaymentCommand as P;
        let cancel = InvoiceCommand::Cancel { reason: "withdrawn".to_owned() };
        let record = InvoiceCommand::RecordPayment { payment_id: Uuid::new_v4(), amount: fee(), paid_on: noon().date_naive() };
        self.tell::<Invoice>(vec![issue(1), record]).await;
        let voucher = InvoiceCommand::ApplyVoucher { voucher_id: Uuid::new_v4(), value: Rial::new(500_000).expect("an amount"), bill_organisation: 286, today: noon().date_naive() };
        self.tell::<Invoice>(vec![issue(2), voucher, cancel]).await;

        let heard = || P::ReceiveCallback { claims: Claimed::Ok };
        let duplicate = P::HoldInSuspense(Suspense::Duplicate { paid_by: Uuid::new_v4() });
        self.tell::<Payment>(opened(vec![heard(), P::RequestVerification, P::NoteTimeout, succeed(), duplicate])).await;
        self.tell::<Payment>(opened(vec![P::RequestVerification, succeed(), P::HoldInSuspense(Suspense::Late)])).await;
        self.tell::<Payment>(opened(vec![P::RequestVerification, P::NoteTimeout, P::ReferForReview])).await;
        self.tell::<Payment>(opened(vec![P::RequestVerification, P::DetectAmountMismatch { found: Some(Rial::new(620_000).expect("an amount")) }, P::Fail { code: "-51".to_owned(), by_payer: false }])).await;
        self.tell::<Payment>(opened(vec![P::Fail { code: "-51".to_owned(), by_payer: false }])).await;
        self.tell::<Payment>(opened(vec![P::Fail { code: "-51".to_owned(), by_payer: true }])).await;
        self.tell::<Payment>(vec![create(), P::Expire]).await;
    }
}
