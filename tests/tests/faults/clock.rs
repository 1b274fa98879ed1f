//! The clock of the machine jumps, and time in the log does not; nor does anybody wait for it.

use crate::city::{City, NAME, Server};
use crate::clients::Crowd;
use crate::counts::Counts;
use crate::oracle::Oracle;
use chrono::Utc;
use sqlx::{Connection as _, PgConnection};
use std::path::PathBuf;
use uuid::Uuid;

/// Of an hour, in microseconds: a test takes minutes of it.
const ALMOST: i64 = 50 * 60 * 1_000_000;

/// Debian's place; `.ci/setup --tests` installs it.
pub fn faketime() -> PathBuf {
    let folders = std::fs::read_dir("/usr/lib").expect("a system").flatten().map(|entry| entry.path());
    let found = folders.map(|folder| folder.join("faketime/libfaketimeMT.so.1")).find(|library| library.exists());
    found.expect("libfaketime is installed: run .ci/setup --tests")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_forth_and_two_back_recorded_time_never_runs_back_and_whoever_is_killed_is_followed() {
    let city = City::found().await;
    let (crowd, mut oracle, mut counts) = (Crowd::of(&city), Oracle::of(&city), Counts::of("clock"));
    let hands = city.folder().join("clock");
    std::fs::write(&hands, "+0h").expect("written");
    let server = Server::start(&city, &city.parvaneh, |command| {
        // The machine's monotonic clock goes on: only the time of day jumps, whenever the file says so.
        let settings = [("FAKETIME_NO_CACHE", "1"), ("FAKETIME_DONT_FAKE_MONOTONIC", "1")];
        command.env("LD_PRELOAD", faketime()).env("FAKETIME_TIMESTAMP_FILE", &hands).envs(settings);
    })
    .await;
    let mut last = newest(&city).await;
    for offset in ["+0h", "+1h", "-1h", "+0h"] {
        let working = crowd.work(&[&server.address]);
        crowd.after(30).await;
        std::fs::write(&hands, offset).expect("written");
        crowd.after(60).await;
        crowd.rest(working).await;
        let looked = oracle.look(&city, &crowd.client(0, &server.address)).await;
        counts.add(&format!("the server's clock, at {offset}"), looked.unwrap_or_else(|breaches| panic!("at {offset}: {}", breaches.join("\n"))));
        let now = newest(&city).await;
        assert!(now >= last, "at {offset}: {now} after {last}");
        if offset == "+1h" {
            let ahead = now - Utc::now().timestamp_micros();
            assert!(ahead > ALMOST, "the clock did not jump: {ahead} microseconds ahead");
        }
        if offset == "-1h" {
            let behind = Utc::now().timestamp_micros() - thought(&city).await;
            assert!(behind > ALMOST, "the clock did not jump: {behind} microseconds behind");
        }
        last = now;
    }
    server.kill();
    step_the_database_clock_back(&city).await;
    let server = city.serve().await;
    let working = crowd.work(&[&server.address]);
    crowd.after(30).await;
    crowd.rest(working).await;
    let looked = oracle.look(&city, &crowd.client(0, &server.address)).await;
    counts.add("the database's clock, set back", looked.unwrap_or_else(|breaches| panic!("after the database's clock: {}", breaches.join("\n"))));
    server.stop().await;
}

/// Sets the database's clock back by an hour, as far as leads know of it: those that were taken before
/// now end an hour later than they were to.
async fn step_the_database_clock_back(city: &City) {
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    let sql = format!("UPDATE {NAME}.leases SET expires_at = expires_at + interval '1 hour' WHERE isfinite(expires_at)");
    let held = sqlx::query(&sql).execute(&mut db).await.expect("writes").rows_affected();
    assert!(held > 0, "nobody led when the server was killed");
}

/// When the last event was recorded, in microseconds.
async fn newest(city: &City) -> i64 {
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    let sql = format!("SELECT (extract(epoch FROM recorded_at) * 1000000)::bigint FROM {NAME}.log_head");
    sqlx::query_scalar(&sql).fetch_one(&mut db).await.expect("reads")
}

/// When the last event of a passenger happened by the clock of who wrote it, in microseconds: its id begins
/// with that, whatever time the log has made of it.
async fn thought(city: &City) -> i64 {
    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    let sql = format!("SELECT event_id FROM {NAME}.events WHERE actor_id = 'public' ORDER BY position DESC LIMIT 1");
    let id: Uuid = sqlx::query_scalar(&sql).fetch_one(&mut db).await.expect("somebody rated");
    let (seconds, _) = id.get_timestamp().expect("a time-ordered id").to_unix();
    i64::try_from(seconds).expect("a moment") * 1_000_000
}
