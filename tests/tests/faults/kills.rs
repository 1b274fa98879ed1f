//! Processes die, at any moment, without a word.

use crate::city::City;
use crate::clients::Crowd;
use crate::oracle::{BROKEN, Oracle, Tally};
use nix::sys::signal::Signal;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use std::time::Duration;
use tests::parvaneh::profile;

/// What is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Victim {
    Server,
    Database(Signal),
    Both,
    /// Everything, once the disk has stood still for a moment: what is on its way there does not arrive.
    Machine,
}

const VICTIMS: [Victim; 7] = [
    Victim::Server,
    Victim::Database(Signal::SIGQUIT),
    Victim::Server,
    Victim::Both,
    Victim::Server,
    Victim::Database(Signal::SIGKILL),
    Victim::Machine,
];

/// How long a machine stands still before it is gone: long enough for an answer to reach its client.
const STILL: Duration = Duration::from_millis(50);

/// Kills of one city. Every look reads its whole log, so that many kills go to many cities.
const KILLS: u32 = 20;

/// How many cities: one with every change, many where `PARVANEH_FAULTS=long`.
fn cities() -> u32 {
    if crate::long() { 15 } else { 1 }
}

/// Kills again and again under load, and looks after every time; ends at the first breach.
async fn kill_and_look(city: &mut City, victims: &[Victim], rounds: u32) -> Result<Tally, (u32, Vec<String>)> {
    let seed = std::env::var("PARVANEH_FAULTS_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(rand::random);
    eprintln!("seed {seed} (PARVANEH_FAULTS_SEED)");
    let mut chance = StdRng::seed_from_u64(seed);
    let crowd = Crowd::of(city);
    let mut oracle = Oracle::of(city);
    let mut server = city.serve().await;
    let mut tally = Tally::default();
    for round in 1..=rounds {
        let victim = victims[round as usize % victims.len()];
        let working = crowd.work(&[&server.address]);
        crowd.after(chance.gen_range(10..80)).await;
        // Half of the time as a promise arrives, when a liar's commit is still to come; else at any moment.
        if chance.gen_bool(0.5) {
            tokio::time::sleep(Duration::from_micros(chance.gen_range(0..20_000))).await;
        }
        match victim {
            Victim::Server => server.kill(),
            Victim::Database(signal) => {
                city.kill_database(signal);
                city.revive_database().await;
                server.ready().await;
                crowd.rest(working).await;
                tally = look(&mut oracle, city, &crowd, &server.address, round).await?;
                eprintln!("kill {round}, {victim:?}: {tally:?}");
                continue;
            }
            Victim::Both => {
                city.kill_database(Signal::SIGQUIT);
                server.kill();
                city.revive_database().await;
            }
            Victim::Machine => {
                city.freeze_database();
                tokio::time::sleep(STILL).await;
                city.cut_database();
                server.kill();
                city.revive_database().await;
            }
        }
        crowd.rest(working).await;
        server = city.serve().await;
        tally = look(&mut oracle, city, &crowd, &server.address, round).await?;
        eprintln!("kill {round}, {victim:?}: {tally:?}");
    }
    server.stop().await;
    Ok(tally)
}

async fn look(oracle: &mut Oracle, city: &City, crowd: &std::sync::Arc<Crowd>, address: &str, round: u32) -> Result<Tally, (u32, Vec<String>)> {
    oracle.look(city, &crowd.client(0, address)).await.map_err(|breaches| (round, breaches))
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_promised_is_lost_and_nothing_is_done_twice_whoever_is_killed() {
    for number in 1..=cities() {
        let mut city = City::found().await;
        let killed = kill_and_look(&mut city, &VICTIMS, KILLS).await;
        let tally = killed.unwrap_or_else(|(round, breaches)| panic!("city {number}, after kill {round}:\n{}", breaches.join("\n")));
        println!("city {number}, {KILLS} kills: {tally:?}");
        assert!(tally.unknown_done + tally.unknown_undone > 0, "no kill met a command under way: {tally:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a server that lies; .ci/prove-oracle builds it and runs this"]
async fn a_server_that_promises_before_the_commit_is_found_out() {
    let mut city = City::found().await;
    let liar = profile().join("parvaneh-acknowledge-early");
    assert!(liar.exists(), "{} is missing: run .ci/prove-oracle", liar.display());
    city.parvaneh = city.parvaneh.built_as(&liar);
    let (round, breaches) = kill_and_look(&mut city, &[Victim::Machine], KILLS).await.expect_err("20 kills, and the oracle saw no lie");
    // By the promise itself, and not by something else that was amiss.
    assert!(breaches.iter().any(|breach| breach.starts_with(BROKEN)), "{}", breaches.join("\n"));
    println!("found out at kill {round}: {}", breaches.join("; "));
}
