//! A server that is asked to stop finishes what it has promised.

use crate::city::City;
use crate::clients::Crowd;
use crate::oracle::Oracle;

/// How often it is stopped.
const ROUNDS: u32 = 3;

#[tokio::test(flavor = "multi_thread")]
async fn stopped_under_load_a_server_has_done_whatever_it_promised() {
    let city = City::found().await;
    let (crowd, mut oracle) = (Crowd::of(&city), Oracle::of(&city));
    for _ in 0..ROUNDS {
        let server = city.serve().await;
        let working = crowd.work(&[&server.address]);
        crowd.after(30).await;
        server.stop().await;
        crowd.rest(working).await;
    }
    let server = city.serve().await;
    let tally = oracle.look(&city, &crowd.client(0, &server.address)).await.unwrap_or_else(|breaches| panic!("{}", breaches.join("\n")));
    println!("{ROUNDS} stops: {tally:?}");
    server.stop().await;
}
