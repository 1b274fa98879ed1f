//! Passengers pay, and the service is killed under their hands. The gateway goes on, as it does.

use crate::city::{City, NAME, PATIENCE, Server};
use crate::clients::{ClientAt, Crowd};
use crate::clock::faketime;
use crate::counts::Counts;
use crate::journal::{Journal, Outcome};
use crate::kills::VICTIMS;
use crate::oracle::{Oracle, Tally};
use crate::payer;
use crate::taxi::{self, FARE};
use psp_simulator::Standing;
use rand::Rng as _;
use sqlx::{Connection as _, Executor as _, PgConnection};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;

const PASSENGERS: u32 = 6;
/// How often whoever gets no answer asks again.
const POLL: Duration = Duration::from_millis(50);

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
    client: ClientAt,
    journal: Journal,
    service: watch::Receiver<String>,
}

impl Passenger {
    /// Where the service is now.
    fn here(&self) -> ClientAt {
        self.client.at(&self.service.borrow())
    }

    /// Pays, and looks at the receipt; or walks away as soon as the bank has the money.
    async fn pay(&self, code: &str, n: u32, walks_away: bool) -> Paid {
        let fare = payer::fare(code, n);
        self.journal.intend(&fare).await;
        let begun = loop {
            let outcome = self.here().ask(&fare).await;
            self.journal.note(fare.key, &outcome).await;
            match outcome {
                Outcome::Ok(promise) => break promise,
                Outcome::Unknown(_) => tokio::time::sleep(POLL).await,
                Outcome::Rejected(status) => panic!("a fare was refused: {status}"),
            }
        };
        let authority = begun.text("redirect_url").rsplit('/').next().unwrap_or_default().to_owned();
        let way = self.client.at_the_gateway(&begun).await;
        // Whoever sees no receipt loads the page again.
        while !walks_away && !self.here().comes_back(&begun, &way).await.unwrap_or(false) {
            tokio::time::sleep(POLL).await;
        }
        Paid { payment_id: begun.text("payment_id").to_owned(), authority }
    }
}

/// Sends all passengers for rides until told to stop. Every third ride's walks away.
fn riding(city: &City, crowd: &Arc<Crowd>, code: &str, service: &watch::Receiver<String>, done: &Arc<AtomicUsize>) -> JoinSet<Vec<Paid>> {
    let mut riding = JoinSet::new();
    for n in 0..PASSENGERS {
        let (crowd, journal, code, service, done) = (crowd.clone(), city.journal.clone(), code.to_owned(), service.clone(), done.clone());
        riding.spawn(async move {
            let mut paid = Vec::new();
            loop {
                // Each ride is another passenger's, at another address.
                let client = crowd.client(n, &service.borrow());
                if client.is_to_rest() {
                    return paid;
                }
                let passenger = Passenger { client, journal: journal.clone(), service: service.clone() };
                paid.push(passenger.pay(&code, n, paid.len() % 3 == 2).await);
                done.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    riding
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_paid_has_paid_once_and_the_ledger_balances_whoever_is_killed_and_whoever_never_comes_back() {
    let mut city = City::found().await;
    let (crowd, mut oracle) = (Crowd::of(&city), Oracle::of(&city));
    let mut server = city.serve().await;
    let code = taxi::driven(&city, &crowd.client(0, &server.address)).await;
    let (place, service) = watch::channel(server.address.clone());
    let done = Arc::new(AtomicUsize::new(0));
    let riding = riding(&city, &crowd, &code, &service, &done);
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
        counts.add(&format!("{victim:?}"), Tally { paid: crowd.client(0, &server.address).paid().len(), ..Tally::default() });
    }
    crowd.all_rest();
    let ended = tokio::time::timeout(PATIENCE, riding.join_all()).await.expect("every fare is paid in the end");
    let paid: Vec<Paid> = ended.into_iter().flatten().collect();
    println!("{} kills, {} fares paid", kills(), paid.len());
    assert!(paid.len() > PASSENGERS as usize, "they paid while things were killed");
    let looked = oracle.look(&city, &crowd.client(0, &server.address)).await;
    counts.add("all together, in the end", looked.unwrap_or_else(|breaches| panic!("after the last kill: {}", breaches.join("\n"))));

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
    oracle.look(&city, &crowd.client(0, &server.address)).await.unwrap_or_else(|breaches| panic!("all were asked after: {}", breaches.join("\n")));
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
