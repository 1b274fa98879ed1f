//! Any order of acts, at a gateway where anything goes wrong: what we are told is never more than
//! what the gateway's books hold, and asking often enough finds out.

use crate::support::{Bench, rial};
use application::ports::{GatewayFault, Verification};
use domain::payments::GatewayName;
use proptest::prelude::*;
use psp_simulator::{Act, Payment, Standing};

#[derive(Debug, Clone, Copy)]
enum Step {
    Pay,
    PayPart,
    Cancel,
    Verify,
    Reverse,
    Wait,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => Just(Step::Pay), 1 => Just(Step::PayPart), 1 => Just(Step::Cancel),
        5 => Just(Step::Verify), 1 => Just(Step::Reverse), 2 => Just(Step::Wait),
    ];
    proptest::collection::vec(step, 1..12)
}

const AMOUNT: i64 = 300_000;

async fn walk(name: GatewayName, seed: u64, steps: Vec<Step>) {
    let bench = Bench::of(name);
    let authority = bench.opened(AMOUNT).await;
    bench.desk().draw_from(seed, 400);
    for step in steps {
        match step {
            Step::Pay => drop(bench.desk().act(authority.as_str(), Act::Pay)),
            Step::PayPart => drop(bench.desk().act(authority.as_str(), Act::PayPart(AMOUNT / 2))),
            Step::Cancel => drop(bench.desk().act(authority.as_str(), Act::Cancel)),
            Step::Reverse => drop(bench.gateway.reverse(&authority).await),
            Step::Wait => bench.minutes_later(7),
            Step::Verify => {
                let told = bench.gateway.verify(&authority, rial(AMOUNT)).await;
                agree(&told, &bench.desk().payment(authority.as_str()).expect("known"));
            }
        }
    }
    bench.desk().clear_faults();
    let told = bench.gateway.verify(&authority, rial(AMOUNT)).await;
    assert!(!matches!(told, Err(GatewayFault::Unknown(_))), "{told:?}");
    agree(&told, &bench.desk().payment(authority.as_str()).expect("known"));
}

/// What we were told against the gateway's books.
fn agree(told: &Result<Verification, GatewayFault>, books: &Payment) {
    let paid = books.receipt.as_ref().map(|receipt| receipt.amount);
    match told {
        Ok(Verification::Paid { reference, .. }) => {
            assert_eq!((books.standing, paid), (Standing::Verified, Some(AMOUNT)));
            assert_eq!(Some(reference), books.receipt.as_ref().map(|receipt| receipt.reference.to_string()).as_ref());
        }
        Ok(Verification::NotPaid { .. }) => assert!(!matches!(books.standing, Standing::Paid | Standing::Verified), "{books:?}"),
        Ok(Verification::AmountDiffers { .. }) => assert!(paid.is_some_and(|paid| paid != AMOUNT), "{books:?}"),
        Err(GatewayFault::Unknown(_)) => {}
        Err(fault) => panic!("{fault:?} of a call that was well formed"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn we_are_never_told_of_money_that_did_not_come(seed in any::<u64>(), steps in steps(), zibal in any::<bool>()) {
        let name = if zibal { GatewayName::Zibal } else { GatewayName::Zarinpal };
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        runtime.block_on(walk(name, seed, steps));
    }
}
