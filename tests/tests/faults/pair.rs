//! Two servers on one database.

use crate::city::{City, PATIENCE, Server};
use crate::clients::Crowd;
use crate::oracle::Oracle;
use sqlx::{Connection as _, PgConnection};
use std::collections::BTreeMap;
use std::time::Duration;
use uuid::Uuid;

/// How often one of the two is killed.
const ROUNDS: u32 = 2;
/// How often somebody looks.
const POLL: Duration = Duration::from_millis(30);

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
async fn while_a_leader_is_held_in_the_middle_of_a_fold_another_leads_and_nothing_is_done_twice() {
    let city = City::found().await;
    let (crowd, mut oracle) = (Crowd::of(&city), Oracle::of(&city));
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
    for server in [&leader, &other] {
        let tally = oracle.look(&city, &crowd.client(0, &server.address)).await.unwrap_or_else(|breaches| panic!("{}", breaches.join("\n")));
        println!("held in the middle of a fold: {tally:?}");
    }
    leader.stop().await;
    other.stop().await;
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

/// Who leads what, and by which fencing number.
async fn leads(city: &City) -> BTreeMap<String, (Uuid, i64)> {
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    let sql = format!("SELECT name, holder, fencing FROM {}.leases", crate::city::NAME);
    let rows: Vec<(String, Uuid, i64)> = sqlx::query_as(&sql).fetch_all(&mut db).await.expect("reads");
    rows.into_iter().map(|(name, holder, fencing)| (name, (holder, fencing))).collect()
}
