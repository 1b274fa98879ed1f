//! A server that is asked to stop finishes what it has promised.

use crate::city::City;
use crate::clients::Crowd;
use crate::counts::Counts;
use crate::oracle::Oracle;

/// How often it is stopped.
const ROUNDS: u32 = 3;

#[tokio::test(flavor = "multi_thread")]
async fn stopped_under_load_a_server_has_done_whatever_it_promised() {
    let city = City::found().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("stops"));
    let mut server = city.serve().await;
    for round in 1..=ROUNDS {
        let working = crowd.work(&[&server.address]);
        crowd.after(30).await;
        server.stop().await;
        crowd.rest(working).await;
        server = city.serve().await;
        let looked = oracle.look(&city, &crowd.client(0, &server.address)).await;
        counts.add("a server, asked to stop", looked.unwrap_or_else(|breaches| panic!("after stop {round}: {}", breaches.join("\n"))));
    }
    server.stop().await;
}
