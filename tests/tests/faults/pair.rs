//! Two servers on one database.

use crate::city::City;
use crate::clients::Crowd;
use crate::oracle::Oracle;
use sqlx::{Connection as _, PgConnection};
use std::collections::BTreeMap;
use std::time::Duration;
use uuid::Uuid;

/// How often one of the two is killed.
const ROUNDS: u32 = 2;
/// Longer than a lead is held without being renewed.
const HELD: Duration = Duration::from_secs(4);

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_share_the_work_and_one_follows_the_other_without_doing_anything_twice() {
    let city = City::found().await;
    let (crowd, mut oracle) = (Crowd::of(&city), Oracle::of(&city));
    let (mut leader, mut other) = (city.serve().await, city.serve().await);
    let before = leads(&city).await;
    for _ in 0..ROUNDS {
        let working = crowd.work(&[&leader.address, &other.address]);
        crowd.after(40).await;
        leader.kill();
        // Half of the clients have lost their server; the others see the second one take over.
        crowd.after(20).await;
        crowd.rest(working).await;
        oracle.look(&city, &crowd.client(0, &other.address)).await.unwrap_or_else(|breaches| panic!("{}", breaches.join("\n")));
        (leader, other) = (other, city.serve().await);
    }
    let tally = oracle.look(&city, &crowd.client(0, &leader.address)).await.unwrap_or_else(|breaches| panic!("{}", breaches.join("\n")));
    println!("{ROUNDS} times one of two servers was killed: {tally:?}");
    let after = leads(&city).await;
    for (lease, (holder, fencing)) in &before {
        let (now, number) = after.get(lease).expect("a lease stays");
        assert!(now != holder && number > fencing, "{lease} has not passed on");
    }
    leader.stop().await;
    other.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_that_was_held_and_goes_on_when_another_leads_does_nothing_twice() {
    let city = City::found().await;
    let (crowd, mut oracle) = (Crowd::of(&city), Oracle::of(&city));
    let (leader, other) = (city.serve().await, city.serve().await);
    let working = crowd.work(&[&leader.address, &other.address]);
    crowd.after(40).await;
    leader.pause();
    // Where it was held in the middle of a fold, that model waits for it, and clients with it.
    tokio::time::sleep(HELD).await;
    leader.resume();
    crowd.rest(working).await;
    let working = crowd.work(&[&leader.address, &other.address]);
    crowd.after(40).await;
    crowd.rest(working).await;
    for server in [&leader, &other] {
        let tally = oracle.look(&city, &crowd.client(0, &server.address)).await.unwrap_or_else(|breaches| panic!("{}", breaches.join("\n")));
        println!("held for {HELD:?}: {tally:?}");
    }
    leader.stop().await;
    other.stop().await;
}

/// Who leads what, and by which fencing number.
async fn leads(city: &City) -> BTreeMap<String, (Uuid, i64)> {
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    let sql = format!("SELECT name, holder, fencing FROM {}.leases", crate::city::NAME);
    let rows: Vec<(String, Uuid, i64)> = sqlx::query_as(&sql).fetch_all(&mut db).await.expect("reads");
    rows.into_iter().map(|(name, holder, fencing)| (name, (holder, fencing))).collect()
}
