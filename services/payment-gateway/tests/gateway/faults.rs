//! Answers that stay away: never taken for a no, and asked again they tell what happened.

use crate::support::{Bench, MERCHANT, adapter, as_paid, asking, in_a_hurry, rial};
use application::ports::{Doubt, Gateway, GatewayFault, Inquiry, Verification};
use domain::payments::{Authority, GatewayName};
use payment_gateway::Patience;
use psp_simulator::{Call, Fault, Standing};

/// How a fault looks from here.
const SEEN: [(Fault, Doubt); 3] = [
    (Fault::DropReply, Doubt::Broken),
    (Fault::ServerError { committed: true }, Doubt::Status(500)),
    (Fault::ServerError { committed: false }, Doubt::Status(500)),
];

async fn called(gateway: &dyn Gateway, call: Call, authority: &Authority) -> Option<GatewayFault> {
    match call {
        Call::Request => gateway.request(&asking(50_000)).await.err(),
        Call::Verify => gateway.verify(authority, rial(50_000)).await.err(),
        Call::Inquiry => gateway.inquire(authority).await.err(),
        Call::Unverified => gateway.unverified().await.err(),
        Call::Reverse => gateway.reverse(authority).await.err(),
    }
}

fn calls_of(name: GatewayName) -> &'static [Call] {
    match name {
        GatewayName::Zarinpal => &[Call::Request, Call::Verify, Call::Inquiry, Call::Unverified, Call::Reverse],
        GatewayName::Zibal => &[Call::Request, Call::Verify, Call::Inquiry],
    }
}

#[tokio::test]
async fn whatever_call_loses_its_answer_its_outcome_is_not_known() {
    for name in GatewayName::ALL {
        let bench = Bench::of(name);
        for (fault, doubt) in SEEN {
            for call in calls_of(name) {
                let authority = bench.paid(50_000).await;
                bench.desk().order(*call, fault, 1);
                let seen = called(&*bench.gateway, *call, &authority).await;
                assert_eq!(seen, Some(GatewayFault::Unknown(doubt)), "{name:?}, {call:?}, {fault:?}");
            }
        }
    }
}

#[tokio::test]
async fn an_answer_that_comes_too_late_is_not_known_either() {
    for name in GatewayName::ALL {
        let bench = Bench::of(name);
        let hurried = bench.seen_by(MERCHANT, in_a_hurry());
        for call in calls_of(name) {
            let authority = bench.paid(50_000).await;
            bench.desk().order(*call, Fault::Delay { millis: 600_000 }, 1);
            assert_eq!(called(&*hurried, *call, &authority).await, Some(GatewayFault::Unknown(Doubt::Timeout)), "{name:?}, {call:?}");
        }
    }
}

#[tokio::test]
async fn a_gateway_that_is_not_there_leaves_everything_open() {
    for name in GatewayName::ALL {
        let gateway = adapter(name, "http://127.0.0.1:1", MERCHANT, Patience::default());
        let authority = Authority::parse("1").expect("a digit");
        for call in calls_of(name) {
            assert_eq!(called(&*gateway, *call, &authority).await, Some(GatewayFault::Unknown(Doubt::NotReached)), "{name:?}, {call:?}");
        }
    }
}

#[tokio::test]
async fn a_verification_whose_answer_was_lost_is_found_when_asked_again() {
    for name in GatewayName::ALL {
        for fault in [Fault::DropReply, Fault::ServerError { committed: true }] {
            let bench = Bench::of(name);
            let authority = bench.paid(50_000).await;
            bench.desk().order(Call::Verify, fault, 1);
            bench.verify(&authority, 50_000).await.expect_err("the answer is lost");
            let payment = bench.desk().payment(authority.as_str()).expect("known");
            assert_eq!(payment.standing, Standing::Verified, "it took effect at the gateway");
            assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Verified));
            let (reference, repeated) = as_paid(bench.verify(&authority, 50_000).await.expect("an answer"));
            assert_eq!(reference, payment.receipt.expect("paid").reference.to_string());
            assert!(repeated, "{name:?}");
        }
    }
}

#[tokio::test]
async fn a_verification_that_never_took_effect_can_be_made_again() {
    for name in GatewayName::ALL {
        let bench = Bench::of(name);
        let authority = bench.paid(50_000).await;
        bench.desk().order(Call::Verify, Fault::ServerError { committed: false }, 1);
        bench.verify(&authority, 50_000).await.expect_err("the answer is lost");
        assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Paid));
        assert!(matches!(bench.verify(&authority, 50_000).await, Ok(Verification::Paid { repeated: false, .. })), "{name:?}");
    }
}

#[tokio::test]
async fn a_fault_tells_neither_merchant_nor_authority() {
    for name in GatewayName::ALL {
        let bench = Bench::of(name);
        let authority = bench.paid(50_000).await;
        bench.desk().order(Call::Verify, Fault::Refuse { code: -10 }, 1);
        bench.desk().order(Call::Verify, Fault::DropReply, 1);
        for _ in 0..2 {
            let fault = bench.verify(&authority, 50_000).await.expect_err("ordered");
            let told = format!("{fault} {fault:?} {authority:?}");
            assert!(!told.contains(MERCHANT) && !told.contains(authority.as_str()), "{told}");
        }
        let verification = bench.verify(&authority, 50_000).await.expect("an answer");
        assert!(!format!("{verification:?}").contains("502229"), "cards stay out of logs");
    }
}
