//! The wire between server and database breaks.

use crate::city::{City, Server, free_port};
use crate::clients::Crowd;
use crate::counts::Counts;
use crate::figures::{figure, figures};
use crate::journal::Outcome;
use crate::oracle::{Oracle, Tally};
use crate::proxy::Proxy;
use rand::Rng as _;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How often it breaks.
fn rounds() -> u32 {
    if crate::long() { 200 } else { 10 }
}

/// How often a connection stalls: each time costs the server its patience, ten seconds.
fn stalls() -> u32 {
    if crate::long() { 12 } else { 2 }
}

/// Longer than a server waits for one batch.
const FROZEN: Duration = Duration::from_secs(14);

/// Shorter than that.
const AT_ONCE: Duration = Duration::from_secs(8);

/// A city whose server reaches the database through the proxy.
async fn city_behind_a_proxy() -> (City, Proxy, Server) {
    let (city, proxy, server, _) = city_with_figures_behind_a_proxy().await;
    (city, proxy, server)
}

/// The same, and where it gives its figures.
async fn city_with_figures_behind_a_proxy() -> (City, Proxy, Server, String) {
    let city = City::found().await;
    let proxy = Proxy::before(&city.url).await;
    let metrics = format!("127.0.0.1:{}", free_port());
    let watched = |command: &mut std::process::Command| {
        command.args(["--metrics", &metrics]);
    };
    let server = Server::start(&city, &city.parvaneh.elsewhere(&proxy.url), watched).await;
    (city, proxy, server, format!("http://{metrics}/metrics"))
}

async fn look(oracle: &mut Oracle, city: &City, crowd: &Arc<Crowd>, server: &Server, round: u32) -> Tally {
    let looked = oracle.look(city, &crowd.client(0, &server.address)).await;
    looked.unwrap_or_else(|breaches| panic!("after fault {round}: {}", breaches.join("\n")))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_cut_at_any_byte_loses_nothing() {
    let (city, proxy, server) = city_behind_a_proxy().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("network-cut"));
    for round in 1..=rounds() {
        let working = crowd.work(&[&server.address]);
        proxy.cut_at(rand::thread_rng().gen_range(1..100_000));
        while proxy.cuts() < round.into() {
            crowd.after(1).await;
        }
        crowd.rest(working).await;
        counts.add("a connection, cut at a byte", look(&mut oracle, &city, &crowd, &server, round).await);
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_whose_answer_is_lost_is_answered_from_what_was_committed() {
    let (city, proxy, server) = city_behind_a_proxy().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("network-lost"));
    for round in 1..=rounds() {
        let working = crowd.work(&[&server.address]);
        proxy.lose_commits(1);
        while proxy.lost() < round.into() {
            crowd.after(1).await;
        }
        crowd.rest(working).await;
        counts.add("the answer to a commit, lost", look(&mut oracle, &city, &crowd, &server, round).await);
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_stalls_is_given_up_and_what_it_committed_is_found() {
    let (city, proxy, server) = city_behind_a_proxy().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("network-stalled-writer"));
    for round in 1..=stalls() {
        let working = crowd.work(&[&server.address]);
        proxy.stall_commits(1);
        while proxy.stalled() < round.into() {
            crowd.after(1).await;
        }
        // Whoever waited for that commit, and whoever came after, is answered in the end.
        crowd.after(20).await;
        crowd.rest(working).await;
        counts.add("the connection that writes, stalled", look(&mut oracle, &city, &crowd, &server, round).await);
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follower_whose_connection_stalls_for_good_lets_it_go_and_the_models_move_on() {
    let (city, proxy, server) = city_behind_a_proxy().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("network-stalled-reader"));
    let working = crowd.work(&[&server.address]);
    crowd.after(20).await;
    proxy.stall_reads(1);
    while proxy.stalled() == 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // Whoever reads, reads for all: until it gives up nobody moves, and clients are told to come again.
    crowd.rest(working).await;
    look(&mut oracle, &city, &crowd, &server, 1).await;
    let working = crowd.work(&[&server.address]);
    crowd.after(20).await;
    crowd.rest(working).await;
    counts.add("a connection that reads, stalled", look(&mut oracle, &city, &crowd, &server, 1).await);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_for_a_history_on_a_stalled_connection_is_answered_in_time_and_the_others_at_once() {
    let (city, proxy, server) = city_behind_a_proxy().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("network-stalled-loads"));
    let mut stalled = 0;
    // One of the two queries that load at once; then both, so that everybody who loads waits.
    for queries in [1, 2] {
        let working = crowd.work(&[&server.address]);
        crowd.after(10).await;
        proxy.stall_loads(queries);
        stalled += u64::from(queries);
        while proxy.stalled() < stalled {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let others = async {
            // All who were at work may wait together.
            if queries == 1 {
                let answered = crowd.client(0, &server.address).register().await;
                assert!(matches!(answered, Outcome::Ok(_)), "{answered:?}");
            }
            let register = reqwest::get(format!("{}/api/v1/register", server.address)).await.expect("an answer");
            assert_eq!(register.status(), 200);
        };
        tokio::time::timeout(AT_ONCE, others).await.expect("others are answered while somebody waits");
        let all = tokio::time::timeout(FROZEN * 2, crowd.rest(working));
        all.await.expect("whoever waits is answered in the end");
        let working = crowd.work(&[&server.address]);
        crowd.after(20).await;
        crowd.rest(working).await;
        counts.add(&format!("{queries} of the connections that load histories, stalled"), look(&mut oracle, &city, &crowd, &server, queries).await);
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_no_byte_passes_nothing_is_promised_and_afterwards_everything_converges() {
    let (city, proxy, server, metrics) = city_with_figures_behind_a_proxy().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("network-frozen"));
    let working = crowd.work(&[&server.address]);
    crowd.after(40).await;
    proxy.freeze();
    // What was said before is still on its way to the clients.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let promised = crowd.promised.load(Ordering::Relaxed);
    let (figures, ()) = tokio::join!(figures(&metrics), tokio::time::sleep(FROZEN));
    assert!(figure(&figures, "database_up") < 0.5, "{figures}");
    assert!(figures.contains("\nparvaneh_append_waiting_commands ") && figure(&figures, "append_seconds_count") > 0.5, "the process's own are given: {figures}");
    assert_eq!(crowd.promised.load(Ordering::Relaxed), promised, "promised by a server that reaches no database");
    proxy.thaw();
    crowd.rest(working).await;
    let working = crowd.work(&[&server.address]);
    crowd.after(20).await;
    crowd.rest(working).await;
    counts.add("every connection, stalled for a while", look(&mut oracle, &city, &crowd, &server, 1).await);
    let figures = crate::figures::figures(&metrics).await;
    assert!(figure(&figures, "database_up") > 0.5, "{figures}");
    server.stop().await;
}
