//! ZarinPal's own rows.

use crate::support::{Bench, STRANGER, asking, rial};
use application::ports::{Doubt, GatewayFault, Inquiry, Unverified, Verification};
use domain::payments::{Authority, GatewayName};
use payment_gateway::Patience;
use psp_simulator::{Call, Fault};

fn bench() -> Bench {
    Bench::of(GatewayName::Zarinpal)
}

/// Every code of the table that refuses.
const REFUSALS: [i32; 34] = [
    -9, -10, -11, -12, -13, -14, -15, -16, -17, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -50, -51, -52, -53, -54, -55,
    -60, -61, -62, -63, -1, -2, -99,
];

#[tokio::test]
async fn every_code_is_a_refusal_of_the_call_and_only_two_speak_of_the_payment() {
    let bench = bench();
    let authority = bench.opened(50_000).await;
    for code in REFUSALS {
        for call in [Call::Request, Call::Verify, Call::Inquiry, Call::Unverified, Call::Reverse] {
            bench.desk().order(call, Fault::Refuse { code }, 1);
        }
        let refused = GatewayFault::Refused { code };
        let unsure = GatewayFault::Unknown(Doubt::Code(code));
        assert_eq!(bench.gateway.request(&asking(50_000)).await, Err(refused));
        assert_eq!(bench.gateway.unverified().await, Err(refused));
        assert_eq!(bench.gateway.reverse(&authority).await, Err(if code == -52 { unsure } else { refused }));
        let verified = match code {
            -50 => Ok(Verification::AmountDiffers { code, found: None }),
            -51 => Ok(Verification::NotPaid { code }),
            -52 => Err(unsure),
            _ => Err(refused),
        };
        assert_eq!(bench.verify(&authority, 50_000).await, verified, "{code}");
        let inquired = match code {
            -54 | -55 => Ok(Inquiry::Unknown),
            -52 => Err(unsure),
            _ => Err(refused),
        };
        assert_eq!(bench.gateway.inquire(&authority).await, inquired, "{code}");
    }
    assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Waiting), "nothing of it changed anything");
}

#[tokio::test]
async fn a_receipt_names_the_card_and_what_the_gateway_keeps() {
    let bench = bench();
    let authority = bench.paid(2_000_000).await;
    let Ok(Verification::Paid { card_masked, card_hash, fee, .. }) = bench.verify(&authority, 2_000_000).await else { panic!("not paid") };
    assert_eq!(card_masked.as_deref(), Some("502229******5995"));
    assert_eq!(card_hash.map(|hash| hash.len()), Some(64));
    assert_eq!(fee, Some(rial(10_000)));
}

#[tokio::test]
async fn an_amount_of_ours_that_differs_is_told_and_leaves_the_payment_to_be_verified() {
    let bench = bench();
    let authority = bench.paid(1_000_000).await;
    assert_eq!(bench.verify(&authority, 100_000).await, Ok(Verification::AmountDiffers { code: -50, found: None }));
    assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Paid));
    assert!(matches!(bench.verify(&authority, 1_000_000).await, Ok(Verification::Paid { .. })));
    assert_eq!(bench.verify(&authority, 100_000).await, Ok(Verification::AmountDiffers { code: -50, found: None }));
}

#[tokio::test]
async fn what_waits_to_be_verified_is_listed_to_its_merchant_only() {
    let bench = bench();
    bench.opened(50_000).await;
    let authority = bench.paid(70_000).await;
    let waiting = Unverified { authority: authority.clone(), amount: rial(70_000) };
    assert_eq!(bench.gateway.unverified().await, Ok(vec![waiting]));
    assert_eq!(bench.seen_by(STRANGER, Patience::default()).unverified().await, Ok(vec![]));
    bench.verify(&authority, 70_000).await.expect("an answer");
    assert_eq!(bench.gateway.unverified().await, Ok(vec![]));
}

#[tokio::test]
async fn another_merchants_payment_and_one_that_does_not_exist_are_told_apart() {
    let bench = bench();
    let authority = bench.paid(50_000).await;
    let stranger = bench.seen_by(STRANGER, Patience::default());
    assert_eq!(stranger.verify(&authority, rial(50_000)).await, Err(GatewayFault::Refused { code: -53 }));
    let misshapen = Authority::parse("A1").expect("letters and digits");
    let missing = Authority::parse(&format!("A{}", "0".repeat(35))).expect("letters and digits");
    assert_eq!(bench.verify(&misshapen, 50_000).await, Err(GatewayFault::Refused { code: -54 }));
    assert_eq!(bench.verify(&missing, 50_000).await, Err(GatewayFault::Refused { code: -55 }));
    assert_eq!(bench.gateway.inquire(&missing).await, Ok(Inquiry::Unknown));
    assert!(matches!(bench.verify(&authority, 50_000).await, Ok(Verification::Paid { repeated: false, .. })));
}

#[tokio::test]
async fn a_payment_can_be_reversed_once_and_for_thirty_minutes() {
    let bench = bench();
    let authority = bench.paid(50_000).await;
    bench.verify(&authority, 50_000).await.expect("an answer");
    bench.minutes_later(29);
    assert_eq!(bench.gateway.reverse(&authority).await, Ok(()));
    assert_eq!(bench.gateway.inquire(&authority).await, Ok(Inquiry::Reversed));
    assert_eq!(bench.verify(&authority, 50_000).await, Ok(Verification::NotPaid { code: -51 }));
    assert_eq!(bench.gateway.reverse(&authority).await, Err(GatewayFault::Refused { code: -61 }));

    let late = bench.paid(50_000).await;
    bench.verify(&late, 50_000).await.expect("an answer");
    bench.minutes_later(30);
    assert_eq!(bench.gateway.reverse(&late).await, Err(GatewayFault::Refused { code: -63 }));
    assert_eq!(bench.gateway.inquire(&late).await, Ok(Inquiry::Verified));

    let open = bench.opened(50_000).await;
    assert_eq!(bench.gateway.reverse(&open).await, Err(GatewayFault::Refused { code: -61 }));
}

#[tokio::test]
async fn a_merchant_id_that_is_none_is_refused() {
    let bench = bench();
    let nobody = bench.seen_by("parvaneh", Patience::default());
    assert_eq!(nobody.request(&asking(50_000)).await, Err(GatewayFault::Refused { code: -9 }));
    assert_eq!(nobody.unverified().await, Err(GatewayFault::Refused { code: -9 }));
}
