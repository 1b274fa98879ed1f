//! A server that keeps the database by itself, with nobody to help it.

use crate::city::City;
use crate::clients::Crowd;
use crate::counts::Counts;
use crate::oracle::Oracle;
use nix::sys::signal::Signal;

#[tokio::test(flavor = "multi_thread")]
async fn a_private_database_that_was_killed_is_started_again_by_the_server_and_holds_what_was_promised() {
    let mut city = City::found().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("private-database"));
    let mut server = city.serve_alone().await;
    for signal in [Signal::SIGQUIT, Signal::SIGKILL] {
        let working = crowd.work(&[&server.address]);
        crowd.after(40).await;
        city.kill_database_and_wait(signal).await;
        server.ready().await;
        crowd.rest(working).await;
        let working = crowd.work(&[&server.address]);
        crowd.after(20).await;
        crowd.rest(working).await;
        let looked = oracle.look(&city, &crowd.client(0, &server.address)).await;
        counts.add(&format!("the database, by {signal}"), looked.unwrap_or_else(|breaches| panic!("after {signal}: {}", breaches.join("\n"))));
    }
    server.stop().await;
    assert!(!city.has_database(), "who started it stops it");
}
