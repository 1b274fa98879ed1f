//! There is no room left, for data or for the write-ahead log.

use crate::city::City;
use crate::clients::Crowd;
use crate::counts::{self, Counts};
use crate::disk::{Disk, Small};
use crate::journal::Outcome;
use crate::oracle::Oracle;

/// How often the disk is filled. Without room for its log the database falls, and whoever waits for what
/// they sent waits until that is given up.
fn rounds(small: Small) -> u32 {
    match (crate::long(), small) {
        (true, _) => 10,
        (false, Small::Data) => 2,
        (false, Small::Log) => 1,
    }
}

async fn full(small: Small, name: &'static str) {
    if let Some(reason) = Disk::refused() {
        counts::skipped(name, &format!("no small disk can be mounted ({reason})"));
        assert!(!crate::long(), "the long form leaves nothing out");
        return;
    }
    let mut city = City::found_on(Some(small)).await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of(name));
    let mut server = city.serve_alone().await;
    for round in 1..=rounds(small) {
        let mut working = crowd.work(&[&server.address]);
        crowd.after(30).await;
        city.fill_disk();
        if small == Small::Log {
            city.use_up_the_log().await;
        }
        // What is on the disk already has room for some; limits of one address end a client's work, too.
        while {
            crowd.until_all_are_broken(working).await;
            doubts(&city) == 0
        } {
            working = crowd.work(&[&server.address]);
        }
        city.free_disk();
        // Where the database fell, its server starts it again.
        server.ready().await;
        let tally = oracle.look(&city, &crowd.client(0, &server.address)).await;
        let tally = tally.unwrap_or_else(|breaches| panic!("full disk {round}: {}", breaches.join("\n")));
        counts.add(&format!("the disk of the {small:?}, full"), tally);
    }
    server.stop().await;
}

/// How many were left in doubt: each by a problem that says when to come again, and by nothing else,
/// for the server itself is well all the time.
fn doubts(city: &City) -> usize {
    let unknown = city.journal.read().into_iter().filter_map(|(intent, outcome)| match outcome {
        Outcome::Unknown(answer) if !answer.starts_with("429 ") => Some((intent.path, answer)),
        _ => None,
    });
    let is_problem = |answer: &str| answer.starts_with("503 application/problem+json retry-after=1 ") && answer.contains("/problems/unavailable");
    unknown.inspect(|(path, answer)| assert!(is_problem(answer), "{path}: {answer}")).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_of_data_makes_nothing_promised_and_is_recovered_from() {
    full(Small::Data, "full-disk-of-data").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_of_the_write_ahead_log_makes_nothing_promised_and_is_recovered_from() {
    full(Small::Log, "full-disk-of-the-log").await;
}
