use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{ClaimChange, LogEvent, PaymentId, Rial};
use chrono::NaiveDate;
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const APPLICATION: Uuid = Uuid::from_u128(51);
const PAYMENT: Uuid = Uuid::from_u128(52);

fn rial(amount: i64) -> Rial {
    Rial::new(amount).expect("not negative")
}

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).expect("a real day")
}

fn purpose() -> InvoicePurpose {
    InvoicePurpose::Application { application_id: APPLICATION }
}

fn items(amounts: &[i64]) -> Vec<InvoiceItem> {
    amounts.iter().map(|amount| InvoiceItem { code: "renewal".into(), amount: rial(*amount) }).collect()
}

fn issue(amounts: &[i64]) -> IssueInvoice {
    IssueInvoice {
        number: InvoiceNumber { year: 1405, serial: 123 },
        purpose: purpose(),
        account_id: Uuid::from_u128(53),
        person_id: Uuid::from_u128(54),
        items: items(amounts),
        today: day(24),
        due_on: NaiveDate::from_ymd_opt(2026, 12, 9).expect("a real day"),
        bill_organisation: 42,
        tariff_version: "1405-01".into(),
    }
}

fn issued(amounts: &[i64]) -> InvoiceEvent {
    let i = issue(amounts);
    let total = rial(amounts.iter().sum());
    InvoiceEvent::InvoiceIssued {
        number: "F-1405-000123".into(),
        purpose: i.purpose,
        account_id: i.account_id,
        person_id: i.person_id,
        items: i.items,
        total,
        due_on: i.due_on,
        bill: i.number.bank_bill(42, total).ok(),
        tariff_version: i.tariff_version,
    }
}

fn paid() -> InvoiceEvent {
    InvoiceEvent::InvoicePaid { purpose: purpose(), payment_id: Some(PAYMENT), amount: rial(6_200_000), paid_on: day(26) }
}

fn cancelled() -> InvoiceEvent {
    InvoiceEvent::InvoiceCancelled { purpose: purpose(), reason: "withdrawn".into() }
}

fn record(amount: i64) -> InvoiceCommand {
    InvoiceCommand::RecordPayment { payment_id: PAYMENT, amount: rial(amount), paid_on: day(26) }
}

fn invoice() -> TestFramework<Invoice> {
    TestFramework::with(())
}

mod stories {
    use super::*;

    #[test]
    fn a_driver_owes_the_sum_of_the_fees_and_any_bank_takes_it() {
        let events = Invoice::Absent.decide(InvoiceCommand::Issue(issue(&[4_850_000, 1_200_000, 150_000]))).expect("issued");
        assert_eq!(events, vec![issued(&[4_850_000, 1_200_000, 150_000])]);
        let InvoiceEvent::InvoiceIssued { total, bill: Some(bill), .. } = &events[0] else { panic!("an invoice with a bill") };
        assert_eq!(total.get(), 6_200_000);
        let again = PaymentId::parse(bill.payment_ref.as_str(), &bill.bill_id).expect("check digits fit");
        assert!(again.as_str().starts_with("6200501"), "thousands of Rial, year, period: {}", again.as_str());
    }

    #[test]
    fn nothing_owed_is_paid_at_once_and_has_no_bill() {
        let free = InvoiceEvent::InvoicePaid { purpose: purpose(), payment_id: None, amount: Rial::ZERO, paid_on: day(24) };
        let events = Invoice::Absent.decide(InvoiceCommand::Issue(issue(&[0]))).expect("issued");
        assert_eq!(events, vec![issued(&[0]), free]);
        assert!(matches!(&events[0], InvoiceEvent::InvoiceIssued { bill: None, .. }));
    }

    #[test]
    fn a_total_that_no_gateway_takes_is_refused() {
        for (amount, fine) in [(1_000, false), (9_000, false), (10_000, true), (10_500, false), (i64::MAX / 1_000 * 1_000, false)] {
            let outcome = invoice().given_no_previous_events().when(InvoiceCommand::Issue(issue(&[amount]))).inspect_result();
            assert_eq!(outcome.is_ok(), fine, "{amount}");
            assert!(fine || outcome == Err(InvoiceError::TotalNotPayable), "{amount}");
        }
        let too_much = issue(&[i64::MAX, 1]);
        invoice().given_no_previous_events().when(InvoiceCommand::Issue(too_much)).then_expect_error(InvoiceError::TotalNotPayable);
        invoice().given_no_previous_events().when(InvoiceCommand::Issue(issue(&[]))).then_expect_error(InvoiceError::NoItems);
    }

    #[test]
    fn only_the_whole_total_pays_it() {
        invoice().given(vec![issued(&[6_200_000])]).when(record(6_200_000)).then_expect_events(vec![paid()]);
        for other in [6_199_000, 62_000_000, 0] {
            invoice().given(vec![issued(&[6_200_000])]).when(record(other)).then_expect_error(InvoiceError::AmountDiffers);
        }
    }

    #[test]
    fn a_second_payment_finds_it_paid_whatever_the_amount() {
        invoice().given(vec![issued(&[6_200_000]), paid()]).when(record(1)).then_expect_error(InvoiceError::AlreadyPaid);
    }

    #[test]
    fn whoever_it_was_for_still_sees_it_when_it_is_closed() {
        for last in [vec![], vec![paid()], vec![cancelled()]] {
            let mut invoice = Invoice::default();
            for event in std::iter::once(issued(&[6_200_000])).chain(last) {
                cqrs_es::Aggregate::apply(&mut invoice, event);
            }
            assert_eq!(invoice.account_id(), Some(issue(&[1]).account_id), "{invoice:?}");
        }
    }

    #[test]
    fn two_invoices_of_one_year_share_no_bill_and_no_number() {
        let of = |serial| InvoiceNumber { year: 1405, serial };
        let bill = |serial| of(serial).bank_bill(42, rial(6_200_000)).expect("a bill");
        assert_ne!(bill(1).bill_id, bill(2).bill_id);
        assert_eq!(of(7).to_string(), "F-1405-000007");
        assert_eq!(issued(&[10_000]).claims(), vec![ClaimChange::Take { scope: "invoice.number", value: "F-1405-000123".into() }]);
        assert!(paid().claims().is_empty() && cancelled().claims().is_empty());
    }
}

mod pairs {
    use super::*;

    cases!(State { Absent, Issued, Paid, PaidAtOnce, Cancelled });
    cases!(Asked { Issue, RecordPayment, Cancel });

    struct Table;

    impl Pairs for Table {
        type Aggregate = Invoice;
        type State = State;
        type Command = Asked;
        const STATES: &'static [State] = State::ALL;
        const COMMANDS: &'static [Asked] = Asked::ALL;

        fn history(state: State) -> Vec<InvoiceEvent> {
            match state {
                State::Absent => vec![],
                State::Issued => vec![issued(&[6_200_000])],
                State::Paid => vec![issued(&[6_200_000]), paid()],
                State::PaidAtOnce => Invoice::Absent.decide(InvoiceCommand::Issue(issue(&[0]))).expect("issued"),
                State::Cancelled => vec![issued(&[6_200_000]), cancelled()],
            }
        }

        fn is(state: State, invoice: &Invoice) -> bool {
            match invoice {
                Invoice::Absent => state == State::Absent,
                Invoice::Issued(_) => state == State::Issued,
                Invoice::Paid { payment_id: Some(_), .. } => state == State::Paid,
                Invoice::Paid { payment_id: None, .. } => state == State::PaidAtOnce,
                Invoice::Cancelled { .. } => state == State::Cancelled,
            }
        }

        fn command(asked: Asked) -> InvoiceCommand {
            match asked {
                Asked::Issue => InvoiceCommand::Issue(issue(&[6_200_000])),
                Asked::RecordPayment => record(6_200_000),
                Asked::Cancel => InvoiceCommand::Cancel { reason: "withdrawn".into() },
            }
        }

        fn asked(command: &InvoiceCommand) -> Asked {
            match command {
                InvoiceCommand::Issue(_) => Asked::Issue,
                InvoiceCommand::RecordPayment { .. } => Asked::RecordPayment,
                InvoiceCommand::Cancel { .. } => Asked::Cancel,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            match (state, asked) {
                (State::Absent, Asked::Issue) => Ok((&["InvoiceIssued"], State::Issued)),
                (State::Absent, Asked::RecordPayment | Asked::Cancel) => Err(InvoiceError::Absent),
                (State::Issued, Asked::RecordPayment) => Ok((&["InvoicePaid"], State::Paid)),
                (State::Issued, Asked::Cancel) => Ok((&["InvoiceCancelled"], State::Cancelled)),
                (State::Issued | State::Paid | State::PaidAtOnce | State::Cancelled, Asked::Issue) => Err(InvoiceError::AlreadyIssued),
                (State::Paid | State::PaidAtOnce, Asked::RecordPayment | Asked::Cancel) => Err(InvoiceError::AlreadyPaid),
                (State::Cancelled, Asked::RecordPayment | Asked::Cancel) => Err(InvoiceError::Cancelled),
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
