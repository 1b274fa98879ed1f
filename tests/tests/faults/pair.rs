//! Two servers on one database, what they write and what they do outside.

use crate::city::{City, NAME, PATIENCE, Server};
use crate::clients::Crowd;
use crate::counts::Counts;
use crate::oracle::{Oracle, Tally};
use crate::taxi;
use crate::told::Told;
use sqlx::{Connection as _, PgConnection};
use std::collections::BTreeMap;
use std::time::Duration;
use uuid::Uuid;

/// How often one of the two is killed.
const ROUNDS: u32 = 2;
/// Notices that are prepared at once: so many are sent together.
const NOTICES: usize = 8;
/// How often somebody looks.
const POLL: Duration = Duration::from_millis(30);

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_share_the_work_and_one_follows_the_other_without_doing_anything_twice() {
    let city = City::found().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("pair-killed"));
    let (mut leader, mut other) = (city.serve().await, city.serve().await);
    let before = leads(&city).await;
    crowd.ride(taxi::driven(&city, &crowd.client(0, &leader.address)).await);
    let mut told = Told::of(&city).await;
    let mut in_flight: Vec<usize> = Vec::new();
    for _ in 0..ROUNDS {
        let working = crowd.work(&[&leader.address, &other.address]);
        crowd.after(40).await;
        told.prepare(NOTICES).await;
        until_some_are_told(&city, &told).await;
        leader.kill();
        let met = told.in_flight(&city).await;
        in_flight.resize(met.len(), 0);
        in_flight.iter_mut().zip(&met).for_each(|(times, met)| *times += usize::from(*met));
        // Half of the clients have lost their server; the others see the second one take over.
        crowd.after(20).await;
        crowd.rest(working).await;
        let tally = oracle.look(&city, &crowd.client(0, &other.address)).await.unwrap_or_else(|breaches| panic!("{}", breaches.join("\n")));
        counts.add("one of two servers, killed", tally);
        (leader, other) = (other, city.serve().await);
    }
    let tally = oracle.look(&city, &crowd.client(0, &leader.address)).await.unwrap_or_else(|breaches| panic!("{}", breaches.join("\n")));
    assert!(tally.paid > 0, "nobody paid: {tally:?}");
    // Whoever was killed between handing a message over and writing so has it handed over once more, and
    // nobody else has.
    let messages = until_all_are_told(&city, &told).await;
    let in_bounds = messages.iter().zip(&in_flight).all(|(messages, in_flight)| *messages <= 1 + in_flight);
    assert!(in_bounds, "messages: {messages:?}, in flight at a kill: {in_flight:?}");
    counts.tell("notices", messages.len());
    counts.tell("notices_in_flight_at_a_kill", in_flight.iter().sum());
    counts.tell("notices_sent_twice", messages.iter().map(|times| times - 1).sum());
    // Killed while nothing was under way, nobody sends anything twice.
    let mut told = Told::of(&city).await;
    leader.kill();
    told.prepare(NOTICES).await;
    let messages = until_all_are_told(&city, &told).await;
    assert_eq!(messages, [1; NOTICES], "one message a notice");
    let after = leads(&city).await;
    for (lease, (holder, number)) in &before {
        let (now, count) = after.get(lease).expect("a lease stays");
        assert!(now != holder && count > number, "{lease} has not passed on");
    }
    other.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_leader_is_held_in_the_middle_of_a_fold_another_leads_and_nothing_is_done_twice() {
    let city = City::found().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("pair-held"));
    // Who comes first leads.
    let leader = city.serve().await;
    let other = city.serve().await;
    let before = leads(&city).await;
    let working = crowd.work(&[&leader.address]);
    crowd.after(40).await;
    hold_in_a_fold(&city, &leader).await;
    // Everything that follows the log has another leader, and whoever asks the other server gets on with
    // their work: their answers show what the read models owe.
    let waited = tokio::time::timeout(PATIENCE, async {
        while leads(&city).await.iter().any(|(lease, (holder, _))| before.get(lease).is_some_and(|(held, _)| held == holder)) {
            tokio::time::sleep(POLL).await;
        }
        let at_the_other = crowd.work(&[&other.address]);
        crowd.after(20).await;
        crowd.rest(at_the_other).await;
    });
    waited.await.expect("another leads while the first is held");
    leader.resume();
    crowd.rest(working).await;
    let working = crowd.work(&[&leader.address, &other.address]);
    crowd.after(40).await;
    crowd.rest(working).await;
    let mut tally = Tally::default();
    for server in [&leader, &other] {
        tally = oracle.look(&city, &crowd.client(0, &server.address)).await.unwrap_or_else(|breaches| panic!("{}", breaches.join("\n")));
    }
    counts.add("a leader, held in the middle of a fold", tally);
    leader.stop().await;
    other.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_that_was_held_before_it_sent_finds_that_another_has_sent_and_sends_nothing() {
    let city = City::found().await;
    let crowd = Crowd::of(&city);
    let sender = city.serve().await;
    let mut told = Told::of(&city).await;
    // Where messages go to is looked up last: there it waits, with a lead and with all that is to be sent.
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    let mut locked = db.begin().await.expect("begins");
    sqlx::query(&format!("LOCK TABLE {NAME}_read.accounts")).execute(&mut *locked).await.expect("is locked");
    told.prepare(NOTICES).await;
    until_somebody_waits(&city).await;
    sender.pause();
    locked.rollback().await.expect("lets go");

    let other = city.serve().await;
    assert_eq!(until_all_are_told(&city, &told).await, [1; NOTICES]);
    sender.resume();
    // What is prepared now is sent when whoever was held has gone on, by either.
    told.prepare(1).await;
    for server in [&sender, &other] {
        Oracle::of(&city).look(&city, &crowd.client(0, &server.address)).await.unwrap_or_else(|breaches| panic!("{}", breaches.join("\n")));
    }
    assert_eq!(until_all_are_told(&city, &told).await, [1; NOTICES + 1], "one message a notice");
    sender.stop().await;
    other.stop().await;
}

/// Waits until the first of those that were prepared last has had a message.
async fn until_some_are_told(city: &City, told: &Told) {
    let waited = tokio::time::timeout(PATIENCE, async {
        while told.messages(city).iter().rev().take(NOTICES).all(|messages| *messages == 0) {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    });
    waited.await.expect("somebody sends");
}

/// Waits until each has had a message; gives how many each has had.
async fn until_all_are_told(city: &City, told: &Told) -> Vec<usize> {
    let waited = tokio::time::timeout(PATIENCE, async {
        while told.messages(city).contains(&0) {
            tokio::time::sleep(POLL).await;
        }
    });
    waited.await.unwrap_or_else(|_| panic!("not all are told: {:?}", told.messages(city)));
    told.messages(city)
}

/// Waits until a session waits for the accounts in order to send something.
async fn until_somebody_waits(city: &City) {
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    let sql = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%accounts%'";
    let waited = tokio::time::timeout(PATIENCE, async {
        while sqlx::query_scalar::<_, i64>(sql).fetch_one(&mut db).await.expect("reads") == 0 {
            tokio::time::sleep(POLL).await;
        }
    });
    waited.await.expect("somebody is about to send");
}

/// Holds a server at a moment when a transaction of its is open: it has moved a checkpoint, and its rows
/// are still to come.
async fn hold_in_a_fold(city: &City, server: &Server) {
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    // Whoever goes on does not stay idle for so long.
    let sql = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND state_change < clock_timestamp() - interval '100 milliseconds'";
    let found = tokio::time::timeout(PATIENCE, async {
        loop {
            server.pause();
            tokio::time::sleep(Duration::from_millis(150)).await;
            let open: i64 = sqlx::query_scalar(sql).fetch_one(&mut db).await.expect("reads");
            if open > 0 {
                return;
            }
            server.resume();
            tokio::time::sleep(POLL).await;
        }
    });
    found.await.expect("a server at work folds");
}

/// Who leads each model and reactor, and which leader of it that is.
async fn leads(city: &City) -> BTreeMap<String, (Uuid, i64)> {
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    let sql = format!("SELECT name, holder, fencing FROM {NAME}.leases WHERE name LIKE 'projection:%' OR name LIKE 'reactor:%'");
    let rows: Vec<(String, Uuid, i64)> = sqlx::query_as(&sql).fetch_all(&mut db).await.expect("reads");
    rows.into_iter().map(|(name, holder, fencing)| (name, (holder, fencing))).collect()
}
