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

const VOUCHER_ID: Uuid = Uuid::from_u128(55);

fn apply(value: i64) -> InvoiceCommand {
    InvoiceCommand::ApplyVoucher { voucher_id: VOUCHER_ID, value: rial(value), bill_organisation: 42, today: day(25) }
}

fn applied(value: i64, taken: &[i64], total: i64) -> InvoiceEvent {
    let bill = InvoiceNumber { year: 1405, serial: 123 }.bank_bill(42, rial(total)).ok().filter(|_| total > 0);
    InvoiceEvent::VoucherApplied { voucher_id: VOUCHER_ID, value: rial(value), taken: items(taken), total: rial(total), bill }
}

fn returned(value: i64, taken: &[i64]) -> InvoiceEvent {
    InvoiceEvent::VoucherReturned { voucher_id: VOUCHER_ID, value: rial(value), taken: items(taken) }
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
    fn a_voucher_is_taken_off_the_first_items_and_the_rest_is_owed() {
        let given = || invoice().given(vec![issued(&[300_000, 6_200_000])]);
        given().when(apply(500_000)).then_expect_events(vec![applied(500_000, &[300_000, 200_000], 6_000_000)]);
        let history = vec![issued(&[300_000, 6_200_000]), applied(500_000, &[300_000, 200_000], 6_000_000)];
        invoice().given(history.clone()).when(record(6_500_000)).then_expect_error(InvoiceError::AmountDiffers);
        let paid = InvoiceEvent::InvoicePaid { purpose: purpose(), payment_id: Some(PAYMENT), amount: rial(6_000_000), paid_on: day(26) };
        invoice().given(history.clone()).when(record(6_000_000)).then_expect_events(vec![paid]);
        let mut owed = Invoice::default();
        history.into_iter().for_each(|event| cqrs_es::Aggregate::apply(&mut owed, event));
        assert_eq!(owed.owed().expect("owed").items, items(&[6_000_000]), "what was paid is what is left of the items");
    }

    #[test]
    fn what_is_left_is_nothing_or_what_a_gateway_takes() {
        let given = |amount| invoice().given(vec![issued(&[amount])]);
        given(500_000).when(apply(495_000)).then_expect_events(vec![applied(495_000, &[490_000], 10_000)]);
        given(500_000).when(apply(490_900)).then_expect_events(vec![applied(490_900, &[490_000], 10_000)]);
        let free = InvoiceEvent::InvoicePaid { purpose: purpose(), payment_id: None, amount: Rial::ZERO, paid_on: day(25) };
        given(500_000).when(apply(900_000)).then_expect_events(vec![applied(900_000, &[500_000], 0), free]);
        given(10_000).when(apply(5_000)).then_expect_error(InvoiceError::NothingToTakeOff);
        given(500_000).when(apply(999)).then_expect_error(InvoiceError::NothingToTakeOff);
    }

    #[test]
    fn a_voucher_is_used_once_and_comes_back_when_nothing_is_owed_any_more() {
        let history = vec![issued(&[6_200_000]), applied(500_000, &[500_000], 5_700_000)];
        invoice().given(history.clone()).when(apply(500_000)).then_expect_error(InvoiceError::VoucherAlreadyApplied);
        let cancel = InvoiceCommand::Cancel { reason: "withdrawn".into() };
        invoice().given(history).when(cancel).then_expect_events(vec![returned(500_000, &[500_000]), cancelled()]);
        let take = ClaimChange::Take { scope: VOUCHER, value: VOUCHER_ID.to_string() };
        assert_eq!(applied(1, &[1], 0).claims(), vec![take]);
        assert_eq!(returned(1, &[1]).claims(), vec![ClaimChange::Release { scope: VOUCHER }]);
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

    cases!(State { Absent, Issued, Reduced, Paid, PaidAtOnce, Cancelled });
    cases!(Asked { Issue, RecordPayment, ApplyVoucher, Cancel });

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
                State::Reduced => vec![issued(&[6_700_000]), applied(500_000, &[500_000], 6_200_000)],
                State::Paid => vec![issued(&[6_200_000]), paid()],
                State::PaidAtOnce => Invoice::Absent.decide(InvoiceCommand::Issue(issue(&[0]))).expect("issued"),
                State::Cancelled => vec![issued(&[6_200_000]), cancelled()],
            }
        }

        fn is(state: State, invoice: &Invoice) -> bool {
            match invoice {
                Invoice::Absent => state == State::Absent,
                Invoice::Issued(Owed { voucher: None, .. }) => state == State::Issued,
                Invoice::Issued(Owed { voucher: Some(_), .. }) => state == State::Reduced,
                Invoice::Paid { payment_id: Some(_), .. } => state == State::Paid,
                Invoice::Paid { payment_id: None, .. } => state == State::PaidAtOnce,
                Invoice::Cancelled { .. } => state == State::Cancelled,
            }
        }

        fn command(asked: Asked) -> InvoiceCommand {
            match asked {
                Asked::Issue => InvoiceCommand::Issue(issue(&[6_200_000])),
                Asked::RecordPayment => record(6_200_000),
                Asked::ApplyVoucher => apply(500_000),
                Asked::Cancel => InvoiceCommand::Cancel { reason: "withdrawn".into() },
            }
        }

        fn asked(command: &InvoiceCommand) -> Asked {
            match command {
                InvoiceCommand::Issue(_) => Asked::Issue,
                InvoiceCommand::RecordPayment { .. } => Asked::RecordPayment,
                InvoiceCommand::ApplyVoucher { .. } => Asked::ApplyVoucher,
                InvoiceCommand::Cancel { .. } => Asked::Cancel,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            match (state, asked) {
                (State::Absent, Asked::Issue) => Ok((&["InvoiceIssued"], State::Issued)),
                (State::Absent, _) => Err(InvoiceError::Absent),
                (_, Asked::Issue) => Err(InvoiceError::AlreadyIssued),
                (State::Issued | State::Reduced, Asked::RecordPayment) => Ok((&["InvoicePaid"], State::Paid)),
                (State::Issued, Asked::ApplyVoucher) => Ok((&["VoucherApplied"], State::Reduced)),
                (State::Reduced, Asked::ApplyVoucher) => Err(InvoiceError::VoucherAlreadyApplied),
                (State::Issued, Asked::Cancel) => Ok((&["InvoiceCancelled"], State::Cancelled)),
                (State::Reduced, Asked::Cancel) => Ok((&["VoucherReturned", "InvoiceCancelled"], State::Cancelled)),
                (State::Paid | State::PaidAtOnce, _) => Err(InvoiceError::AlreadyPaid),
                (State::Cancelled, _) => Err(InvoiceError::Cancelled),
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
