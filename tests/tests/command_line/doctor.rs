//! The deployment guide's steps, as `doctor` looks into them.

use serde_json::Value;
use tests::database::TestDatabase;
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
