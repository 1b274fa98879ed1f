//! Passengers pay, and the service is killed under their hands. The gateway goes on, as it does.

use crate::city::{City, NAME, PATIENCE, Server};
use crate::clients::Crowd;
use crate::clock::faketime;
use crate::counts::Counts;
use crate::kills::VICTIMS;
use crate::oracle::Tally;
use crate::taxi::{self, FARE};
use psp_simulator::Standing;
use rand::Rng as _;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use serde_json::{Value, json};
use sqlx::{Connection as _, Executor as _, PgConnection};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;
use uuid::Uuid;

const PASSENGERS: usize = 6;

/// How many are killed: each victim once with every change, many where `PARVANEH_FAULTS=long`.
fn kills() -> usize {
    VICTIMS.len() * if crate::long() { 9 } else { 1 }
}

/// A fare whose money the bank has.
#[derive(Debug)]
struct Paid {
    payment_id: String,
    authority: String,
}

/// A passenger with a phone that asks again, wherever the service is now.
struct Passenger {
    http: Client,
    service: watch::Receiver<String>,
}

impl Passenger {
    /// Asks until the service answers for itself.
    async fn until_answered(&self, ask: impl Fn(&Client, &str) -> reqwest::RequestBuilder) -> Response {
        loop {
            let base = self.service.borrow().clone();
            match ask(&self.http, &base).send().await {
                Ok(answer) if !answer.status().is_server_error() => return answer,
                _ => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    /// Pays, and looks at the receipt; or walks away as soon as the bank has the money.
    async fn pay(&self, code: &str, walks_away: bool) -> Paid {
        let key = Uuid::new_v4().to_string();
        let body = json!({"amount": {"rial": FARE}});
        let begun = self.until_answered(|http, base| http.post(format!("{base}/api/v1/scan/{code}/fares")).header("idempotency-key", &key).json(&body)).await;
        assert_eq!(begun.status(), 201, "{:?}", begun.text().await);
        let receipt = begun.headers()["location"].to_str().expect("an address").to_owned();
        let begun: Value = begun.json().await.expect("JSON");
        let page = begun["redirect_url"].as_str().expect("an address");
        let authority = page.rsplit('/').next().unwrap_or_default().to_owned();
        let paid = Paid { payment_id: begun["payment_id"].as_str().expect("an id").to_owned(), authority };
        let pressed = self.http.post(page).form(&[("action", "pay")]).send().await.expect("the gateway is there");
        let back = pressed.headers()["location"].to_str().expect("an address").to_owned();
        let way = &back[back.find("/payments/return").expect("a way back")..];
        while !walks_away {
            // Whoever sees no receipt loads the page again.
            self.until_answered(|http, base| http.get(format!("{base}{way}"))).await;
            let told = self.until_answered(|http, base| http.get(format!("{base}{receipt}"))).await;
            // A page that waits for its rows may say so.
            let told: Value = told.json().await.unwrap_or_default();
            if told["status"] == "succeeded" {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        paid
    }
}

/// Sends all passengers for rides until told to stop. Every third ride's walks away.
fn riding(code: &str, service: &watch::Receiver<String>, stopped: &watch::Receiver<bool>, done: &Arc<AtomicUsize>) -> JoinSet<Vec<Paid>> {
    let mut riding = JoinSet::new();
    for _ in 0..PASSENGERS {
        let (code, service, stopped, done) = (code.to_owned(), service.clone(), stopped.clone(), done.clone());
        riding.spawn(async move {
            let mut paid = Vec::new();
            while !*stopped.borrow() {
                // Each ride is another passenger's, at another address.
                let [_, a, b, c] = rand::random::<u32>().to_be_bytes();
                let http = Client::builder().local_address(std::net::IpAddr::from([127, a, b, c.clamp(1, 254)])).redirect(Policy::none());
                let passenger = Passenger { http: http.timeout(PATIENCE).build().expect("a client"), service: service.clone() };
                paid.push(passenger.pay(&code, paid.len() % 3 == 2).await);
                done.fetch_add(1, Ordering::Relaxed);
            }
            paid
        });
    }
    riding
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_paid_has_paid_once_and_the_ledger_balances_whoever_is_killed_and_whoever_never_comes_back() {
    let mut city = City::found().await;
    let mut server = city.serve().await;
    let code = taxi::driven(&city, &Crowd::of(&city).client(0, &server.address)).await;
    let (place, service) = watch::channel(server.address.clone());
    let (stop, stopped) = watch::channel(false);
    let done = Arc::new(AtomicUsize::new(0));
    let riding = riding(&code, &service, &stopped, &done);
    let mut counts = Counts::of("fares");
    for kill in 0..kills() {
        let so_far = done.load(Ordering::Relaxed);
        let rides = tokio::time::timeout(PATIENCE, async {
            while done.load(Ordering::Relaxed) < so_far + 2 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        rides.await.expect("they pay whatever was killed before");
        tokio::time::sleep(Duration::from_millis(rand::thread_rng().gen_range(0..500))).await;
        let victim = VICTIMS[kill % VICTIMS.len()];
        server = victim.kill(&mut city, server).await;
        place.send_replace(server.address.clone());
        counts.add(&format!("{victim:?}"), Tally { paid: done.load(Ordering::Relaxed), ..Tally::default() });
    }
    stop.send_replace(true);
    let ended = tokio::time::timeout(PATIENCE, riding.join_all()).await.expect("every fare is paid in the end");
    let paid: Vec<Paid> = ended.into_iter().flatten().collect();
    println!("{} kills, {} fares paid", kills(), paid.len());
    assert!(paid.len() > PASSENGERS, "they paid while things were killed");

    // Whoever walked away is asked after when there was no news of them for a minute.
    server.stop().await;
    let server = Server::start(&city, &city.parvaneh, |command| {
        let settings = [("FAKETIME", "+2m"), ("FAKETIME_DONT_FAKE_MONOTONIC", "1")];
        command.env("LD_PRELOAD", faketime()).envs(settings);
    })
    .await;
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    db.execute(format!("SET search_path TO {NAME}, {NAME}_read").as_str()).await.expect("a schema");
    all_succeed(&mut db, &paid).await;
    for fare in &paid {
        assert_eq!(city.desk().payment(&fare.authority).expect("known").standing, Standing::Verified, "{fare:?}");
    }
    let verified = city.desk().payments().iter().filter(|payment| payment.standing == Standing::Verified).count();
    assert_eq!(verified, paid.len(), "nobody paid for nothing");
    let (journals, debits, rest): (i64, i64, i64) = sqlx::query_as(
        "SELECT count(DISTINCT j.event_id), (sum(l.amount) FILTER (WHERE l.amount > 0))::bigint, sum(l.amount)::bigint
         FROM ledger_journals j JOIN events e USING (event_id) JOIN ledger_entries l USING (event_id) WHERE e.event_type = 'PaymentSucceeded'",
    )
    .fetch_one(&mut db)
    .await
    .expect("reads");
    let fares = i64::try_from(paid.len()).expect("few");
    assert_eq!((journals, debits, rest), (fares, fares * FARE, 0), "a journal for each fare");
    for arguments in [&["doctor"][..], &["replay", "--verify"]] {
        let (status, told) = city.parvaneh.json(arguments);
        assert_eq!(status, 0, "{told}");
    }
    server.stop().await;
}

/// Waits until every payment has succeeded and the ledger knows it, and none of them more than once.
async fn all_succeed(db: &mut PgConnection, paid: &[Paid]) {
    let ids: Vec<&str> = paid.iter().map(|fare| fare.payment_id.as_str()).collect();
    let sql = "SELECT count(*), count(DISTINCT e.aggregate_id), count(DISTINCT j.event_id)
               FROM events e LEFT JOIN ledger_journals j USING (event_id) WHERE e.event_type = 'PaymentSucceeded' AND e.aggregate_id = ANY ($1)";
    let all = i64::try_from(paid.len()).expect("few");
    let mut seen = (0, 0, 0);
    let waited = tokio::time::timeout(PATIENCE, async {
        while seen.1 < all || seen.2 < all {
            tokio::time::sleep(Duration::from_millis(100)).await;
            seen = sqlx::query_as(sql).bind(&ids).fetch_one(&mut *db).await.expect("reads");
        }
    });
    let in_time = waited.await.is_ok();
    assert!(in_time && seen == (all, all, all), "of {all} payments: events of success, payments of those, journals: {seen:?}");
}
