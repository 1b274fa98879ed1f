//! Zibal's own rows.

use crate::support::{Bench, STRANGER, asking, rial};
use application::ports::{Doubt, GatewayFault, Inquiry, Verification};
use domain::payments::{Authority, GatewayName};
use payment_gateway::Patience;
use psp_simulator::{Act, Call, Fault};

fn bench() -> Bench {
    Bench::of(GatewayName::Zibal)
}

#[tokio::test]
async fn every_result_is_a_refusal_of_the_call_and_only_one_speaks_of_the_payment() {
    let bench = bench();
    let authority = bench.opened(50_000).await;
    for code in [102, 103, 104, 105, 106, 113, 202, 203, 999, -1] {
        for call in [Call::Request, Call::Verify] {
            bench.desk().order(call, Fault::Refuse { code }, 1);
        }
        let refused = GatewayFault::Refused { code };
        assert_eq!(bench.gateway.request(&asking(50_000)).await, Err(refused));
        let verified = if code == 202 { Ok(Verification::NotPaid { code }) } else { Err(refused) };
        assert_eq!(bench.verify(&authority, 50_000).await, verified, "{code}");
    }
    for code in [102, 103, 104] {
        bench.desk().order(Call::Inquiry, Fault::Refuse { code }, 1);
        assert_eq!(bench.gateway.inquire(&authority).await, Err(GatewayFault::Refused { code }));
    }
    assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Waiting), "nothing of it changed anything");
}

#[tokio::test]
async fn the_amount_is_compared_here_and_what_was_found_is_told() {
    let bench = bench();
    let authority = bench.opened(1_000_000).await;
    bench.desk().act(authority.as_str(), Act::PayPart(400_000)).expect("can be paid");
    let differs = Ok(Verification::AmountDiffers { code: 100, found: Some(rial(400_000)) });
    assert_eq!(bench.verify(&authority, 1_000_000).await, differs);
    assert_eq!(bench.verify(&authority, 1_000_000).await, differs, "asked again, when it was verified before");
}

#[tokio::test]
async fn a_repeated_verification_asks_for_what_its_answer_leaves_out() {
    let bench = bench();
    let authority = bench.paid(50_000).await;
    bench.verify(&authority, 50_000).await.expect("an answer");
    bench.desk().order(Call::Inquiry, Fault::ServerError { committed: false }, 1);
    assert_eq!(bench.verify(&authority, 50_000).await, Err(GatewayFault::Unknown(Doubt::Status(500))));
    bench.desk().order(Call::Inquiry, Fault::Refuse { code: 203 }, 1);
    assert_eq!(bench.verify(&authority, 50_000).await, Err(GatewayFault::Unknown(Doubt::Code(203))));
    assert!(matches!(bench.verify(&authority, 50_000).await, Ok(Verification::Paid { repeated: true, .. })));
}

#[tokio::test]
async fn another_merchants_payment_and_one_that_does_not_exist_are_not_known() {
    let bench = bench();
    let authority = bench.paid(50_000).await;
    let stranger = bench.seen_by(STRANGER, Patience::default());
    assert_eq!(stranger.verify(&authority, rial(50_000)).await, Err(GatewayFault::Refused { code: 203 }));
    for missing in ["1", "A1"] {
        let missing = Authority::parse(missing).expect("letters and digits");
        assert_eq!(bench.verify(&missing, 50_000).await, Err(GatewayFault::Refused { code: 203 }));
        assert_eq!(bench.gateway.inquire(&missing).await, Ok(Inquiry::Unknown));
    }
}

#[tokio::test]
async fn what_it_does_not_offer_is_said_and_not_sent() {
    let bench = bench();
    let authority = bench.paid(50_000).await;
    assert_eq!(bench.gateway.unverified().await, Err(GatewayFault::Unsupported));
    assert_eq!(bench.gateway.reverse(&authority).await, Err(GatewayFault::Unsupported));
    assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Paid));
}
