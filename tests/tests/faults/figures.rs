//! What waits is to be seen in the figures: how much of it, and for how long.

use crate::city::{City, NAME, PATIENCE};
use crate::clients::Crowd;
use crate::counts::Counts;
use crate::oracle::Oracle;
use crate::{payer, taxi};
use psp_simulator::{Call, Fault};
use sqlx::{Connection as _, PgConnection};
use std::time::Duration;

/// All that a server tells Prometheus.
pub async fn figures(metrics: &str) -> String {
    let answer = reqwest::get(metrics).await.expect("an answer");
    assert_eq!(answer.status(), 200);
    answer.text().await.expect("text")
}

/// One of them.
pub fn figure(figures: &str, name: &str) -> f64 {
    let start = format!("parvaneh_{name} ");
    let value = figures.lines().find_map(|line| line.strip_prefix(&start));
    value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{name}: {figures}"))
}

/// Waits until a figure is above zero, or is zero again.
async fn until(metrics: &str, name: &str, above: bool) -> f64 {
    let waited = tokio::time::timeout(PATIENCE, async {
        loop {
            let now = figure(&figures(metrics).await, name);
            if (now > 0.0) == above {
                return now;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    waited.await.unwrap_or_else(|_| panic!("{name} is never {}", if above { "above zero" } else { "zero" }))
}

const COMMANDS: &str = "append_waiting_commands";
const LAG: &str = "reactor_lag_events{reactor=\"fleet_codes\"}";
const LAG_SECONDS: &str = "reactor_lag_seconds{reactor=\"fleet_codes\"}";
const UNKNOWN: &str = "payment_unknown_seconds";

#[tokio::test(flavor = "multi_thread")]
async fn commands_follow_ups_and_payments_that_wait_are_seen_while_they_do_and_no_longer() {
    let city = City::found().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("figures"));
    let (server, metrics) = city.serve_with_figures().await;
    let client = crowd.client(0, &server.address);
    let code = taxi::driven(&city, &client).await;
    for name in [COMMANDS, LAG, LAG_SECONDS, UNKNOWN] {
        until(&metrics, name, false).await;
    }
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");

    // Nobody can append: all clients wait, each with one command.
    let mut held = db.begin().await.expect("begins");
    sqlx::query(&format!("SELECT FROM {NAME}.log_head FOR UPDATE")).execute(&mut *held).await.expect("is held");
    let working = crowd.work(&[&server.address]);
    let waiting = until(&metrics, COMMANDS, true).await;
    assert!(waiting <= crate::clients::CLIENTS.into(), "{waiting} commands of fewer clients");
    held.rollback().await.expect("lets go");
    crowd.after(20).await;
    crowd.rest(working).await;
    until(&metrics, COMMANDS, false).await;

    // A follow-up is held at its checkpoint.
    until(&metrics, LAG, false).await;
    let mut held = db.begin().await.expect("begins");
    let hold = format!("SELECT FROM {NAME}.reactor_checkpoints WHERE reactor = 'fleet_codes' FOR UPDATE");
    assert_eq!(sqlx::query(&hold).execute(&mut *held).await.expect("is held").rows_affected(), 1);
    client.licensed_car().await;
    until(&metrics, LAG, true).await;
    until(&metrics, LAG_SECONDS, true).await;
    held.rollback().await.expect("lets go");
    for name in [LAG, LAG_SECONDS] {
        until(&metrics, name, false).await;
    }

    // The gateway says nothing of a payment whose payer came back.
    for call in [Call::Verify, Call::Inquiry, Call::Unverified] {
        city.desk().order(call, Fault::ServerError { committed: false }, 1_000);
    }
    let begun = client.once(payer::fare(&code, 0)).await.expect("all is well").expect("a fare is taken");
    let way = client.at_the_gateway(&begun).await;
    assert!(!client.comes_back(&begun, &way).await.unwrap_or(false), "paid, and the gateway did not say so");
    until(&metrics, UNKNOWN, true).await;
    city.desk().clear_faults();
    while !client.comes_back(&begun, &way).await.expect("an answer") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    until(&metrics, UNKNOWN, false).await;

    let looked = oracle.look(&city, &client).await;
    counts.add("writing, following up, a gateway, held", looked.unwrap_or_else(|breaches| panic!("{}", breaches.join("\n"))));
    server.stop().await;
}
