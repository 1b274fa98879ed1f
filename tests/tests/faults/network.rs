//! The wire between server and database breaks.

use crate::city::{City, Server};
use crate::clients::Crowd;
use crate::oracle::Oracle;
use crate::proxy::Proxy;
use rand::Rng as _;

/// How often it breaks.
fn rounds() -> u32 {
    if crate::long() { 200 } else { 10 }
}

/// A city whose server reaches the database through the proxy.
async fn city_behind_a_proxy() -> (City, Proxy, Server) {
    let city = City::found().await;
    let proxy = Proxy::before(&city.url).await;
    let server = Server::start(&city, &city.parvaneh.elsewhere(&proxy.url), |_| {}).await;
    (city, proxy, server)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_cut_at_any_byte_loses_nothing() {
    let (city, proxy, server) = city_behind_a_proxy().await;
    let (crowd, mut oracle) = (Crowd::of(&city), Oracle::of(&city));
    for round in 1..=rounds() {
        let working = crowd.work(&[&server.address]);
        proxy.cut_at(rand::thread_rng().gen_range(1..100_000));
        while proxy.cuts() < round.into() {
            crowd.after(1).await;
        }
        crowd.rest(working).await;
    }
    let tally = oracle.look(&city, &crowd.client(0, &server.address)).await.unwrap_or_else(|breaches| panic!("{}", breaches.join("\n")));
    println!("{} cuts: {tally:?}", proxy.cuts());
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_whose_answer_is_lost_is_answered_from_what_was_committed() {
    let (city, proxy, server) = city_behind_a_proxy().await;
    let (crowd, mut oracle) = (Crowd::of(&city), Oracle::of(&city));
    let working = crowd.work(&[&server.address]);
    for round in 1..=rounds() {
        proxy.lose_commits(1);
        while proxy.lost() < round.into() {
            crowd.after(1).await;
        }
    }
    crowd.rest(working).await;
    let tally = oracle.look(&city, &crowd.client(0, &server.address)).await.unwrap_or_else(|breaches| panic!("{}", breaches.join("\n")));
    println!("{} answers to COMMIT lost: {tally:?}", proxy.lost());
    server.stop().await;
}
