//! Processes die, at any moment, without a word.

use crate::city::{City, Server};
use crate::clients::Crowd;
use crate::counts::Counts;
use crate::oracle::{BROKEN, Oracle, Tally};
use crate::taxi;
use nix::sys::signal::Signal;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use std::sync::Arc;
use std::time::Duration;
use tests::parvaneh::profile;

/// What is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Victim {
    Server,
    Database(Signal),
    Both,
    /// Every process of the database is stopped where it is, so that nothing more goes to the disk; then
    /// all of them and the server are killed. The system lives on, and with it what it keeps of files in
    /// memory: this shows what an answer has waited for, not what a disk that loses its power keeps.
    Stopped,
}

pub const VICTIMS: [Victim; 7] = [
    Victim::Server,
    Victim::Database(Signal::SIGQUIT),
    Victim::Server,
    Victim::Both,
    Victim::Server,
    Victim::Database(Signal::SIGKILL),
    Victim::Stopped,
];

/// How long processes are stopped before they are gone: long enough for an answer to reach its client.
const STILL: Duration = Duration::from_millis(50);

/// Kills of one city. Every look reads its whole log, so that many kills go to many cities.
const KILLS: u32 = 20;

/// How many cities: one with every change, many where `PARVANEH_FAULTS=long`.
fn cities() -> u32 {
    if crate::long() { 15 } else { 1 }
}

impl Victim {
    /// Kills, and starts again what was killed; gives the server that is up then.
    pub async fn kill(self, city: &mut City, mut server: Server) -> Server {
        match self {
            Self::Server => server.kill(),
            Self::Database(signal) => {
                city.kill_database(signal);
                city.revive_database().await;
                server.ready().await;
                return server;
            }
            Self::Both => {
                city.kill_database(Signal::SIGQUIT);
                server.kill();
                city.revive_database().await;
            }
            Self::Stopped => {
                city.freeze_database();
                tokio::time::sleep(STILL).await;
                city.cut_database();
                server.kill();
                city.revive_database().await;
            }
        }
        city.serve().await
    }
}

/// Kills again and again under load, and looks after every time; ends at the first breach.
async fn kill_and_look(city: &mut City, victims: &[Victim], rounds: u32, counts: &mut Counts) -> Result<Tally, (u32, Vec<String>)> {
    let seed = std::env::var("PARVANEH_FAULTS_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(rand::random);
    eprintln!("seed {seed} (PARVANEH_FAULTS_SEED)");
    let mut chance = StdRng::seed_from_u64(seed);
    let crowd = Crowd::of(city);
    let mut oracle = Oracle::of(city);
    let mut server = city.serve().await;
    crowd.ride(taxi::driven(city, &crowd.client(0, &server.address)).await);
    let mut tally = Tally::default();
    for round in 1..=rounds {
        let victim = victims[round as usize % victims.len()];
        let working = crowd.work(&[&server.address]);
        crowd.after(chance.gen_range(10..80)).await;
        // Half of the time as a promise arrives, when a liar's commit is still to come; else at any moment.
        if chance.gen_bool(0.5) {
            tokio::time::sleep(Duration::from_micros(chance.gen_range(0..20_000))).await;
        }
        server = victim.kill(city, server).await;
        crowd.rest(working).await;
        tally = look(&mut oracle, city, &crowd, &server.address, round).await?;
        counts.add(&format!("{victim:?}"), tally);
        eprintln!("kill {round}, {victim:?}: {tally:?}");
    }
    server.stop().await;
    Ok(tally)
}

async fn look(oracle: &mut Oracle, city: &City, crowd: &Arc<Crowd>, address: &str, round: u32) -> Result<Tally, (u32, Vec<String>)> {
    oracle.look(city, &crowd.client(0, address)).await.map_err(|breaches| (round, breaches))
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_promised_is_lost_and_nothing_is_done_twice_whoever_is_killed() {
    let mut counts = Counts::of("kills");
    for number in 1..=cities() {
        let mut city = City::found().await;
        counts.new_city();
        let killed = kill_and_look(&mut city, &VICTIMS, KILLS, &mut counts).await;
        let tally = killed.unwrap_or_else(|(round, breaches)| panic!("city {number}, after kill {round}:\n{}", breaches.join("\n")));
        println!("city {number}, {KILLS} kills: {tally:?}");
        assert!(tally.unknown_done + tally.unknown_undone > 0, "no kill met a command under way: {tally:?}");
        assert!(tally.paid > 0, "nobody paid, so that the ledger is empty: {tally:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a server that lies; .ci/prove-oracle builds it and runs this"]
async fn a_server_that_promises_before_the_commit_is_found_out() {
    let mut city = City::found().await;
    let liar = profile().join("parvaneh-acknowledge-early");
    assert!(liar.exists(), "{} is missing: run .ci/prove-oracle", liar.display());
    city.parvaneh = city.parvaneh.built_as(&liar);
    let found_out = kill_and_look(&mut city, &[Victim::Stopped], KILLS, &mut Counts::of("liar")).await;
    let (round, breaches) = found_out.expect_err("20 kills, and the oracle saw no lie");
    // By the promise itself, and not by something else that was amiss.
    assert!(breaches.iter().any(|breach| breach.starts_with(BROKEN)), "{}", breaches.join("\n"));
    println!("found out at kill {round}: {}", breaches.join("; "));
}
