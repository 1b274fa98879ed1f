//! Two servers on one database.

use crate::city::City;
use crate::clients::Crowd;
use crate::oracle::Oracle;
use sqlx::{Connection as _, PgConnection};

/// How often one of the two is killed.
const ROUNDS: u32 = 2;

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_share_the_work_and_one_follows_the_other_without_doing_anything_twice() {
    let city = City::found().await;
    let (crowd, mut oracle) = (Crowd::of(&city), Oracle::of(&city));
    let (mut leader, mut other) = (city.serve().await, city.serve().await);
    let before = fencing(&city).await;
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
    assert!(fencing(&city).await > before, "the lead has passed on, and its number has grown");
    leader.stop().await;
    other.stop().await;
}

/// The sum of all fencing numbers: it grows whenever a lead passes on.
async fn fencing(city: &City) -> i64 {
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    sqlx::query_scalar(&format!("SELECT sum(fencing)::bigint FROM {}.leases", crate::city::NAME)).fetch_one(&mut db).await.expect("reads")
}
