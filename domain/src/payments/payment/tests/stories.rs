use super::*;
use crate::kernel::{ClaimChange, LogEvent};

#[test]
fn the_session_is_asked_for_only_after_that_is_written() {
    payment().given_no_previous_events().when(PaymentCommand::Create(create())).then_expect_events(created());
    payment()
        .given(created())
        .when(open_session())
        .then_expect_events(vec![opened()]);
}

#[test]
fn a_driver_pays_and_comes_back() {
    payment()
        .given(begun([opened()]))
        .when(PaymentCommand::ReceiveCallback { claims: Claimed::Ok })
        .then_expect_events(vec![heard(Claimed::Ok)]);
    payment()
        .given(begun([opened(), heard(Claimed::Ok)]))
        .when(PaymentCommand::RequestVerification)
        .then_expect_events(vec![asked()]);
    payment()
        .given(begun([opened(), heard(Claimed::Ok), asked()]))
        .when(PaymentCommand::Succeed(receipt()))
        .then_expect_events(vec![succeeded()]);
}

#[test]
fn a_claim_that_it_was_paid_is_no_payment() {
    payment()
        .given(begun([opened(), heard(Claimed::Ok)]))
        .when(PaymentCommand::Succeed(receipt()))
        .then_expect_error(PaymentError::NotVerifying);
}

#[test]
fn each_claim_is_kept_once_and_a_forged_one_does_not_stand_in_the_true_ones_way() {
    let forged = begun([opened(), heard(Claimed::Nok)]);
    payment()
        .given(forged.clone())
        .when(PaymentCommand::ReceiveCallback { claims: Claimed::Nok })
        .then_expect_error(PaymentError::CallbackKnown);
    payment()
        .given(forged)
        .when(PaymentCommand::ReceiveCallback { claims: Claimed::Ok })
        .then_expect_events(vec![heard(Claimed::Ok)]);
}

#[test]
fn asking_in_vain_is_counted_and_never_a_failure() {
    for (history, count) in [(vec![opened(), asked()], 1), (vec![opened(), asked(), in_vain(1)], 2)] {
        payment().given(begun(history)).when(PaymentCommand::NoteTimeout).then_expect_events(vec![in_vain(count)]);
    }
    payment()
        .given(begun([opened(), asked(), in_vain(1)]))
        .when(PaymentCommand::Expire)
        .then_expect_error(PaymentError::MoneyInDoubt);
    payment()
        .given(begun([opened(), asked(), in_vain(1)]))
        .when(PaymentCommand::Succeed(receipt()))
        .then_expect_events(vec![succeeded()]);
}

#[test]
fn who_turned_back_cancelled_and_who_was_refused_did_not() {
    let turned_back = vec![PaymentEvent::PaymentCancelledByUser {}];
    for (claims, by_payer, expected) in [
        (vec![heard(Claimed::Nok)], false, turned_back.clone()),
        (vec![heard(Claimed::Ok), heard(Claimed::Nok)], false, vec![rejected()]),
        (vec![heard(Claimed::Ok)], true, turned_back),
        (vec![], false, vec![rejected()]),
    ] {
        let history = begun(std::iter::once(opened()).chain(claims));
        payment().given(history).when(fail(by_payer)).then_expect_events(expected);
    }
}

#[test]
fn money_that_comes_after_the_end_counts() {
    for ending in [PaymentEvent::PaymentExpired {}, rejected(), PaymentEvent::PaymentCancelledByUser {}] {
        payment().given(begun([opened(), ending])).when(PaymentCommand::Succeed(receipt())).then_expect_events(vec![succeeded()]);
    }
}

#[test]
fn another_amount_waits_for_somebody_to_look() {
    let history = begun([opened(), heard(Claimed::Ok), asked()]);
    let found = Some(rial(620_000));
    let held = PaymentEvent::MismatchedMoneyHeld { amount: rial(620_000), gateway: GatewayName::Zarinpal };
    payment().given(history.clone()).when(PaymentCommand::DetectAmountMismatch { found }).then_expect_events(vec![mismatch(), held]);
    let looked_at = history.into_iter().chain([mismatch()]).collect();
    payment().given(looked_at).when(PaymentCommand::Expire).then_expect_error(PaymentError::MoneyInDoubt);
}

#[test]
fn the_second_payment_of_an_invoice_is_held_with_all_that_a_journal_needs() {
    payment()
        .given(begun([opened(), asked(), succeeded()]))
        .when(PaymentCommand::HoldInSuspense(Suspense::Duplicate { paid_by: OTHER }))
        .then_expect_events(vec![duplicate()]);
}

#[test]
fn shares_are_the_whole_and_a_gateway_takes_ten_thousand_rial_at_least() {
    let create_with = |amount: i64, items: Vec<InvoiceItem>| {
        PaymentCommand::Create(CreatePayment { amount: rial(amount), split: Split::Fees { items }, ..create() })
    };
    let item = |amount| InvoiceItem { code: "card".into(), amount: rial(amount) };
    for (amount, items, refusal) in [
        (10_000, vec![item(9_000)], PaymentError::SplitDiffers),
        (10_000, vec![item(i64::MAX), item(10_001)], PaymentError::SplitDiffers),
        (9_000, vec![item(9_000)], PaymentError::TooLittle),
    ] {
        payment().given_no_previous_events().when(create_with(amount, items)).then_expect_error(refusal);
    }
    assert!(Payment::Absent.decide(create_with(10_000, vec![item(10_000)])).is_ok());
}

#[test]
fn a_session_is_one_payments_and_the_card_is_personal() {
    let value = "zarinpal:A00000000000000000000000000000000001".to_owned();
    assert_eq!(opened().claims(), vec![ClaimChange::Take { scope: AUTHORITY, value }]);
    assert!(succeeded().claims().is_empty());
    let fields: Vec<&str> = succeeded().personal().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["card_masked", "card_hash"]);
    for mut event in begun([opened(), heard(Claimed::Ok), asked(), rejected(), duplicate()]) {
        assert!(event.personal().is_empty());
    }
}

#[test]
fn a_fare_names_the_ride_as_it_was_and_keeps_the_number_that_the_passenger_left() {
    let (c, mobile) = (fare(), Pii::clear(OTHER, "09121234567"));
    let events = vec![
        PaymentEvent::PaymentCreated { purpose: c.purpose, account_id: None, amount: c.amount, gateway: c.gateway, split: c.split.clone() },
        PaymentEvent::GatewaySessionRequested { gateway: c.gateway },
        PaymentEvent::PayerMobileGiven { mobile: mobile.clone() },
    ];
    let create = CreatePayment { mobile: Some(mobile), ..fare() };
    payment().given_no_previous_events().when(PaymentCommand::Create(create)).then_expect_events(events.clone());

    let succeeded = PaymentEvent::PaymentSucceeded {
        purpose: c.purpose,
        amount: c.amount,
        gateway: c.gateway,
        reference: "201034567".into(),
        card_masked: None,
        card_hash: None,
        fee: None,
        split: c.split,
    };
    let receipt = Receipt { card_masked: None, card_hash: None, fee: None, ..receipt() };
    let asked = events.into_iter().chain([opened(), asked()]).collect();
    payment().given(asked).when(PaymentCommand::Succeed(receipt)).then_expect_events(vec![succeeded]);
}

#[test]
fn a_fare_goes_to_whoever_drove_and_to_nobody_else() {
    let without = CreatePayment { purpose: PaymentPurpose::Fare { ride: ride(None) }, ..fare() };
    payment().given_no_previous_events().when(PaymentCommand::Create(without)).then_expect_error(PaymentError::NoDriver);
    for (purpose, split) in [
        (PaymentPurpose::Fare { ride: ride(Some(OTHER)) }, fare().split),
        (fare().purpose, Split::Fees { items: vec![InvoiceItem { code: "renewal".into(), amount: fare().amount }] }),
        (create().purpose, fare().split),
        (fare().purpose, Split::Fare { driver_id: DRIVER, driver: rial(230_000), commission: rial(3_600), tip: rial(0) }),
    ] {
        let wrong = CreatePayment { purpose, split, ..fare() };
        payment().given_no_previous_events().when(PaymentCommand::Create(wrong)).then_expect_error(PaymentError::SplitDiffers);
    }
}

#[test]
fn money_of_another_amount_is_held_until_it_is_known_how_it_ended() {
    let held = PaymentEvent::MismatchedMoneyHeld { amount: rial(620_000), gateway: GatewayName::Zarinpal };
    let released = PaymentEvent::MismatchedMoneyReleased { amount: rial(620_000), gateway: GatewayName::Zarinpal };
    payment()
        .given(begun([opened(), asked()]))
        .when(PaymentCommand::DetectAmountMismatch { found: Some(rial(620_000)) })
        .then_expect_events(vec![mismatch(), held.clone()]);
    let history = begun([opened(), asked(), mismatch(), held]);
    payment().given(history.clone()).when(fail(false)).then_expect_events(vec![released.clone(), rejected()]);
    payment().given(history).when(PaymentCommand::Succeed(receipt())).then_expect_events(vec![released, succeeded()]);
}
