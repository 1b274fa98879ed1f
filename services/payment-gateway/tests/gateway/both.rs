//! What holds at either gateway.

use crate::support::{Bench, as_paid, asking};
use application::ports::{GatewayFault, Inquiry, Verification};
use domain::payments::GatewayName;
use psp_simulator::{Act, Call, Fault};

#[tokio::test]
async fn a_payment_from_the_first_question_to_the_receipt() {
    for name in GatewayName::ALL {
        let bench = Bench::of(name);
        let session = bench.session(1_250_000).await;
        let authority = session.authority;
        assert!(session.redirect_url.starts_with(bench.simulator.address()), "{name:?}");
        assert!(session.redirect_url.ends_with(authority.as_str()), "{name:?}");
        assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Waiting), "{name:?}");
        assert!(matches!(bench.verify(&authority, 1_250_000).await, Ok(Verification::NotPaid { .. })), "{name:?}");

        let paid = bench.pay(&authority).receipt.expect("paid");
        assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Paid), "{name:?}");
        let (reference, repeated) = as_paid(bench.verify(&authority, 1_250_000).await.expect("an answer"));
        assert_eq!((reference.as_str(), repeated), (paid.reference.to_string().as_str(), false), "{name:?}");
        assert!(paid.reference > i64::from(i32::MAX), "more than 32 bits hold");

        assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Verified), "{name:?}");
        let again = as_paid(bench.verify(&authority, 1_250_000).await.expect("an answer"));
        assert_eq!(again, (reference, true), "{name:?}: the same number, said to be a repetition");
    }
}

#[tokio::test]
async fn what_the_payer_is_told_arrives_and_a_long_text_is_cut() {
    let bench = Bench::of(GatewayName::Zarinpal);
    let mut request = asking(10_000);
    request.description = "ق".repeat(600);
    let session = bench.gateway.request(&request).await.expect("opened");
    let payment = bench.desk().payment(session.authority.as_str()).expect("known");
    assert_eq!(payment.description.chars().count(), 500);
    assert_eq!(payment.order_id.as_deref(), Some(request.order_id.to_string().as_str()));
    assert_eq!(payment.callback_url, request.callback_url);
}

#[tokio::test]
async fn a_cancelled_payment_is_not_paid_and_stays_so() {
    for name in GatewayName::ALL {
        let bench = Bench::of(name);
        let authority = bench.opened(50_000).await;
        bench.desk().act(authority.as_str(), Act::Cancel).expect("can be cancelled");
        assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Failed), "{name:?}");
        assert!(matches!(bench.verify(&authority, 50_000).await, Ok(Verification::NotPaid { .. })), "{name:?}");
        bench.desk().act(authority.as_str(), Act::Pay).expect_err("it is over");
    }
}

#[tokio::test]
async fn a_payer_who_never_comes_back_has_failed_after_a_while() {
    for name in GatewayName::ALL {
        let bench = Bench::of(name);
        let authority = bench.opened(50_000).await;
        bench.minutes_later(20);
        assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Failed), "{name:?}");
    }
}

#[tokio::test]
async fn a_payment_that_nobody_verified_goes_back_by_itself() {
    for name in GatewayName::ALL {
        let bench = Bench::of(name);
        let authority = bench.paid(50_000).await;
        bench.minutes_later(29);
        assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Paid), "{name:?}");
        bench.minutes_later(1);
        assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Reversed), "{name:?}");
        assert!(matches!(bench.verify(&authority, 50_000).await, Ok(Verification::NotPaid { .. })), "{name:?}");
    }
}

#[tokio::test]
async fn another_amount_than_asked_is_never_taken_for_payment() {
    for name in GatewayName::ALL {
        let bench = Bench::of(name);
        let authority = bench.opened(1_000_000).await;
        bench.desk().act(authority.as_str(), Act::PayPart(999_999)).expect("can be paid");
        assert!(matches!(bench.verify(&authority, 1_000_000).await, Ok(Verification::AmountDiffers { .. })), "{name:?}");
    }
}

#[tokio::test]
async fn an_amount_that_the_gateway_misheard_is_found_out() {
    for name in GatewayName::ALL {
        for fault in [Fault::WrongAmount, Fault::TenTimes] {
            let bench = Bench::of(name);
            bench.desk().order(Call::Request, fault, 1);
            let authority = bench.paid(1_000_000).await;
            let verification = bench.verify(&authority, 1_000_000).await;
            assert!(matches!(verification, Ok(Verification::AmountDiffers { .. })), "{name:?}, {fault:?}: {verification:?}");
        }
    }
}

#[tokio::test]
async fn numbers_that_come_as_texts_are_read_all_the_same() {
    for name in GatewayName::ALL {
        let bench = Bench::of(name);
        for call in [Call::Request, Call::Verify, Call::Inquiry, Call::Unverified] {
            bench.desk().order(call, Fault::Texts, 1);
        }
        let authority = bench.paid(1_250_000).await;
        assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Paid), "{name:?}");
        if name == GatewayName::Zarinpal {
            assert_eq!(bench.gateway.unverified().await.expect("a list").len(), 1);
        }
        let (_, repeated) = as_paid(bench.verify(&authority, 1_250_000).await.expect("an answer"));
        assert!(!repeated, "{name:?}");
    }
}

#[tokio::test]
async fn too_little_and_too_much_are_refused_before_anyone_is_sent_there() {
    let cases = [
        (GatewayName::Zarinpal, 9_999, -9),
        (GatewayName::Zarinpal, 1_000_000_001, -41),
        (GatewayName::Zibal, 1_000, 105),
        (GatewayName::Zibal, 1_000_000_001, 113),
    ];
    for (name, amount, code) in cases {
        let bench = Bench::of(name);
        assert_eq!(bench.gateway.request(&asking(amount)).await, Err(GatewayFault::Refused { code }), "{name:?}");
        assert!(bench.desk().payments().is_empty(), "{name:?}");
    }
}
