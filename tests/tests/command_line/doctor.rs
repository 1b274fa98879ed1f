//! The deployment guide's steps, as `doctor` looks into them.

use serde_json::Value;
use sqlx::{Connection as _, PgConnection};
use std::process::Command;
use tests::database::TestDatabase;
use tests::demo::Demo;
use tests::parvaneh::Parvaneh;

fn check<'d>(doctor: &'d Value, name: &str) -> (bool, &'d str) {
    let checks = doctor["checks"].as_array().expect("a list");
    let found = checks.iter().find(|check| check["name"] == name).unwrap_or_else(|| panic!("no {name}: {doctor}"));
    (found["ok"] == true, found["detail"].as_str().expect("a text"))
}

/// What `doctor` says with these settings besides.
fn doctor(parvaneh: &Parvaneh, settings: &[(&str, &str)]) -> (i32, Value) {
    let mut call = parvaneh.command(&["doctor", "--format", "json"]);
    let output = call.envs(settings.iter().copied()).output().expect("the program starts");
    (output.status.code().unwrap_or(-1), serde_json::from_slice(&output.stdout).expect("one JSON value"))
}

#[tokio::test]
async fn every_step_of_the_guide_is_looked_into_and_what_is_missing_is_named_with_its_remedy() {
    let database = TestDatabase::new("empty", async |_: &str| {}).await;
    let parvaneh = Parvaneh::new(&database.url, "rahnama");

    // Nothing is set up yet: nobody is administrator, no way out for messages, no money.
    let (status, new) = doctor(&parvaneh, &[]);
    assert_eq!(status, 0, "{new}");
    assert!(check(&new, "administrator").1.contains("staff add"), "{new}");
    assert!(check(&new, "mail").1.contains("cannot be sent"), "{new}");
    assert!(check(&new, "public address").1.contains("for this machine only"), "{new}");
    assert!(check(&new, "durability").1.contains("PostgreSQL"), "{new}");
    assert!(check(&new, "place of the key file").1.starts_with("apart"), "{new}");
    let (status, added) = parvaneh.json(&["staff", "add", "--name", "سارا کریمی", "--mobile", "09121234567", "--role", "admin"]);
    assert_eq!(status, 0, "{added}");

    // As the guide has it.
    let public = [("PARVANEH_PUBLIC_URL", "https://taxi.example"), ("PARVANEH_BEHIND_PROXY", "yes")];
    let (status, set_up) = doctor(&parvaneh, &public);
    assert_eq!(status, 0, "{set_up}");
    assert_eq!(check(&set_up, "administrator").1, "1 of 1 members of staff");
    assert!(check(&set_up, "public address").1.contains("through a proxy"), "{set_up}");

    // Text messages, with and without a template for codes.
    let key = ("PARVANEH_KAVENEGAR_API_KEY", "hunter2");
    let (_, plain) = doctor(&parvaneh, &[key]);
    assert!(check(&plain, "text messages").1.contains("PARVANEH_KAVENEGAR_TEMPLATE"), "{plain}");
    let (_, codes) = doctor(&parvaneh, &[key, ("PARVANEH_KAVENEGAR_TEMPLATE", "parvaneh-code")]);
    assert!(check(&codes, "text messages").1.ends_with("template parvaneh-code"), "{codes}");
    assert!(!codes.to_string().contains("hunter2"), "{codes}");

    // A proxy without TLS, and keys that lie where the backups are taken.
    let (status, open) = doctor(&parvaneh, &[("PARVANEH_PUBLIC_URL", "http://taxi.example"), ("PARVANEH_BEHIND_PROXY", "yes")]);
    assert_eq!((status, check(&open, "public address").0), (1, false), "{open}");
    let within = parvaneh.keys().with_file_name("data").join("city.keys");
    std::fs::create_dir_all(within.parent().expect("a folder")).expect("is made");
    std::fs::copy(parvaneh.keys(), &within).expect("is copied");
    let (status, careless) = doctor(&parvaneh, &[("PARVANEH_KEYS", within.to_str().expect("UTF-8"))]);
    assert_eq!((status, check(&careless, "place of the key file").0), (1, false), "{careless}");
    assert!(check(&careless, "place of the key file").1.contains("PARVANEH_KEYS"), "{careless}");
}

/// The names in backticks of the guide's table of what is looked into.
fn named_by_the_guide() -> Vec<&'static str> {
    let guide = include_str!("../../../services/parvaneh/deployment/README.md");
    let table = guide.split_once("## What `doctor` looks into").and_then(|(_, rest)| rest.split_once("\n## ")).expect("a chapter").0;
    table.split('`').skip(1).step_by(2).collect()
}

#[tokio::test]
async fn the_guide_names_what_is_looked_into_and_its_environment_is_read_by_a_shell_too() {
    let database = TestDatabase::new("empty", async |_: &str| {}).await;
    let parvaneh = Parvaneh::new(&database.url, "rahnama");
    let (_, found) = doctor(&parvaneh, &[]);
    let names: Vec<&str> = found["checks"].as_array().expect("a list").iter().filter_map(|check| check["name"].as_str()).collect();
    let guide = named_by_the_guide();
    assert!(guide.len() > 10, "{guide:?}");
    for named in guide {
        let there = match named.strip_suffix('…') {
            Some(beginning) => names.iter().any(|name| name.starts_with(beginning)),
            None => names.contains(&named),
        };
        assert!(there, "{named} is looked into: {names:?}");
    }

    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../services/parvaneh/deployment/environment.example");
    let read = Command::new("sh").args(["-c", "set -a; . \"$1\"; exec env", "sh", example]).output().expect("a shell");
    let read = String::from_utf8(read.stdout).expect("UTF-8");
    assert!(read.contains("PARVANEH_MAIL_FROM=Taxi <no-reply@taxi.example>\n"), "{read}");
    let text = std::fs::read_to_string(example).expect("is there");
    for key in text.lines().filter_map(|line| line.trim_start_matches('#').split_once('=')).map(|(key, _)| key).filter(|key| key.chars().all(|part| part.is_ascii_uppercase() || part == '_')) {
        let setting = format!("setting {}", key.trim_start_matches("PARVANEH_").to_lowercase());
        assert!(names.contains(&setting.as_str()), "{key} is a setting: {names:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whether_the_service_answers_and_how_old_the_newest_backup_is() {
    let database = TestDatabase::new("empty", async |_: &str| {}).await;
    let parvaneh = Parvaneh::new(&database.url, "rahnama");
    let (_, new) = doctor(&parvaneh, &[("PARVANEH_LISTEN", "127.0.0.1:1")]);
    assert!(check(&new, "service").1.contains("systemctl"), "{new}");
    assert!(check(&new, "backup").1.contains("none was taken"), "{new}");
    let open = [("PARVANEH_PUBLIC_URL", "https://taxi.example"), ("PARVANEH_BEHIND_PROXY", "yes"), ("PARVANEH_LISTEN", "0.0.0.0:8080")];
    let (status, open) = doctor(&parvaneh, &open);
    assert_eq!((status, check(&open, "public address").0), (1, false), "whoever is let in claims any address: {open}");

    let demo = Demo::start(&parvaneh);
    let listen = demo.address.trim_start_matches("http://").to_owned();
    let folder = tempfile::tempdir().expect("a folder");
    let (status, taken) = parvaneh.json(&["backup", folder.path().join("today").to_str().expect("UTF-8")]);
    assert_eq!(status, 0, "{taken}");
    let (_, running) = doctor(&parvaneh, &[("PARVANEH_LISTEN", &listen)]);
    assert_eq!(check(&running, "service"), (true, format!("answers at {listen}").as_str()), "{running}");
    assert!(check(&running, "backup").1.starts_with("the newest is 0 days old"), "{running}");
    demo.kill();
    let mut db = PgConnection::connect(&database.url).await.expect("connects");
    sqlx::query("UPDATE rahnama_ops.backups SET taken_at = taken_at - interval '9 days'").execute(&mut db).await.expect("is written");
    let (status, stale) = doctor(&parvaneh, &[]);
    assert_eq!((status, check(&stale, "backup").0), (1, false), "{stale}");
}
