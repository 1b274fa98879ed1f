//! A backup is taken, restored somewhere else, and examined: the rehearsal of the day on which it is
//! needed.

use domain::identity::account::Role;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use tests::app::TestApp;
use tests::database::TestDatabase;
use tests::parvaneh::Parvaneh;

/// A city with a bit of everything that is personal.
async fn city() -> TestApp {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    app.drafted(&taxi, true).await;
    let complaint = json!({"category": "overcharging", "text": "راننده کرایهٔ دوبرابر خواست", "mobile": "09129998877"});
    app.anyone().post(&format!("/api/v1/scan/{}/complaints", taxi.code), complaint).await.expect(201);
    app.staff(Role::Officer).await;
    app.settle().await;
    app
}

async fn empty() -> TestDatabase {
    TestDatabase::new("empty", async |_: &str| {}).await
}

fn text(folder: &Path) -> &str {
    folder.to_str().expect("a plain path")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_backed_up_is_restored_whole_into_an_empty_city_and_found_sound() {
    let app = city().await;
    let parvaneh = Parvaneh::beside(&app);
    let folder = tempfile::tempdir().expect("a folder");
    let backup = folder.path().join("today");
    // The service goes on meanwhile; what happens after the backup's moment is in the next one.
    let before = app.ctx.store.head().await.expect("answers");
    let (taking, folder_of_it) = (parvaneh.clone(), backup.clone());
    let mut taking = tokio::task::spawn_blocking(move || taking.json(&["backup", text(&folder_of_it)]));
    let (status, taken) = loop {
        tokio::select! {
            taken = &mut taking => break taken.expect("it ends"),
            _ = app.valid_taxi() => {}
        }
    };
    assert_eq!(status, 0, "{taken}");
    let after = app.ctx.store.head().await.expect("answers");
    let manifest = &taken["manifest"];
    let head = manifest["log"]["position"].as_i64().expect("a position");
    assert!(before < after && (before..=after).contains(&head), "taken at {head} while the log went from {before} to {after}");
    app.valid_taxi().await;
    assert_eq!(manifest["key_file"], json!(parvaneh.keys()), "{manifest}");

    let elsewhere = empty().await;
    let there = parvaneh.elsewhere(&elsewhere.url);
    let (status, restored) = there.json(&["restore", text(&backup)]);
    assert_eq!(status, 0, "{restored}");
    assert_eq!((&restored["position"], &restored["events_sha256"]), (&json!(head), &manifest["log"]["sha256"]));
    assert_eq!((&restored["doctor"]["ok"], &restored["verification"]["differences"]), (&json!(true), &json!(0)), "{restored}");
    let opens = |check: &&Value| check["name"] == "key file";
    let key_file = restored["doctor"]["checks"].as_array().expect("a list").iter().find(opens).expect("it was looked into");
    assert!(key_file["detail"].as_str().is_some_and(|detail| detail.ends_with("opens what the log holds")), "{key_file}");

    // Life goes on there: a command, and nothing in the way of another audit.
    let (status, added) = there.json(&["staff", "add", "--name", "سارا کریمی", "--mobile", "09351234567", "--role", "admin"]);
    assert_eq!(status, 0, "{added}");
    assert_eq!(there.json(&["replay", "--verify"]).0, 0);

    let (status, again) = there.json(&["restore", text(&backup)]);
    assert_eq!(status, 1, "{again}");
    assert!(again["error"].as_str().is_some_and(|error| error.contains("is not empty") && error.contains("--data")), "{again}");
    let (status, full) = parvaneh.json(&["backup", text(&backup)]);
    assert_eq!(status, 2, "a backup is written over: {full}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_damaged_or_opens_with_another_key_file_is_not_restored() {
    let app = city().await;
    let parvaneh = Parvaneh::beside(&app);
    let folder = tempfile::tempdir().expect("a folder");
    let backup = folder.path().join("today");
    let (status, taken) = parvaneh.json(&["backup", text(&backup)]);
    assert_eq!(status, 0, "{taken}");

    let elsewhere = empty().await;
    let stranger = Parvaneh::new(&elsewhere.url, app.city.name());
    let refused = |parvaneh: &Parvaneh, expected: &str| {
        let (status, refused) = parvaneh.json(&["restore", text(&backup)]);
        assert_eq!(status, 3, "{refused}");
        assert!(refused["error"].as_str().is_some_and(|error| error.contains(expected)), "{refused}");
    };
    refused(&stranger, "is missing; the backup needs the key file that was");
    event_store::Keys::generate().write_new(stranger.keys()).expect("another key file");
    refused(&stranger, "is another; the backup needs the key file that was");
    let (status, other) = Parvaneh::new(&elsewhere.url, "another_city").json(&["restore", text(&backup)]);
    assert_eq!(status, 2, "{other}");

    let dump = backup.join("log.dump");
    let mut bytes = std::fs::read(&dump).expect("the dump");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&dump, bytes).expect("the dump");
    refused(&parvaneh.elsewhere(&elsewhere.url), "is not the file that was backed up");
    std::fs::remove_file(backup.join("manifest.json")).expect("the manifest");
    refused(&parvaneh.elsewhere(&elsewhere.url), "holds no finished backup");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_personal_is_in_a_dump_and_no_key_either() {
    let app = city().await;
    let parvaneh = Parvaneh::beside(&app);
    let folder = tempfile::tempdir().expect("a folder");
    let backup = folder.path().join("today");
    assert_eq!(parvaneh.json(&["backup", text(&backup)]).0, 0);
    let shown = Command::new("pg_restore").arg("--file=-").arg(backup.join("log.dump")).output().expect("pg_restore is there");
    assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
    let dump = String::from_utf8_lossy(&shown.stdout);
    assert!(dump.contains("ComplaintLodged") && dump.contains("PersonRegistered"), "the dump holds the log");
    for canary in ["دوبرابر", "09129998877", "0912000000", "مریم", "رستمی"] {
        assert!(!dump.contains(canary), "{canary} is in clear");
    }
    let keys = std::fs::read_to_string(parvaneh.keys()).expect("the key file");
    let keys: Value = serde_json::from_str(&keys).expect("JSON");
    for secret in ["wrapping", "blind_index", "codes", "session"] {
        let secret = keys[secret].as_str().expect("a secret");
        for file in ["log.dump", "manifest.json"] {
            let bytes = std::fs::read(backup.join(file)).expect("a file");
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{file} holds a key");
        }
    }
}
