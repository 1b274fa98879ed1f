//! The rules that tools keep, so that memory need not.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// The platform of this machine: what others link, Cargo has not downloaded.
fn platform() -> String {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let out = Command::new(rustc).arg("-vV").current_dir(root()).output().expect("rustc runs");
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    text.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host").to_owned()
}

fn metadata() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let platform = platform();
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", &platform];
    let out = Command::new(cargo).args(arguments).current_dir(root()).output().expect("cargo runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).expect("cargo writes JSON")
}

/// What each crate of ours may depend on, among ours.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("event-store", &["domain"]),
    ("projections", &["domain", "event-store"]),
    ("qr-templates", &[]),
    ("i18n", &["domain"]),
    ("application", &["domain", "event-store", "projections", "qr-templates", "i18n"]),
    ("notifier", &["application", "domain", "i18n"]),
    ("payment-gateway", &["application", "domain"]),
    ("psp-simulator", &[]),
    ("auditor", &["domain", "event-store", "projections"]),
    ("portal", &["application", "auditor", "domain", "event-store", "i18n", "projections", "qr-templates"]),
    ("parvaneh", &["application", "auditor", "domain", "event-store", "i18n", "notifier", "payment-gateway", "portal", "projections", "psp-simulator", "qr-templates"]),
];

#[test]
fn no_crate_reaches_above_its_layer() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    let members: BTreeSet<&str> = packages.iter().filter(|p| p["source"].is_null()).filter_map(|p| p["name"].as_str()).collect();
    let layers: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    for package in packages.iter().filter(|package| package["source"].is_null()) {
        let name = package["name"].as_str().expect("a name");
        if name == "tests" {
            continue;
        }
        let allowed = layers.get(name).unwrap_or_else(|| panic!("{name} has no layer"));
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let on = dependency["name"].as_str().expect("a name");
            let for_tests = dependency["kind"] == "dev";
            assert!(for_tests || !members.contains(on) || allowed.contains(&on), "{name} may not depend on {on}");
        }
    }
}

/// Crates that would do a job twice, or pull in what was decided against.
const BANNED: &[&str] = &["openssl", "openssl-sys", "aws-lc-rs", "aws-lc-sys", "native-tls", "actix-governor", "axum", "diesel"];

#[test]
fn no_banned_crate_no_second_sqlx_and_no_unknown_licence() {
    let metadata = metadata();
    let mut sqlx = 0;
    for package in metadata["packages"].as_array().expect("packages") {
        let name = package["name"].as_str().expect("a name");
        assert!(!BANNED.contains(&name), "{name} is banned");
        sqlx += u32::from(name == "sqlx");
        let licence = package["license"].as_str().unwrap_or_default();
        let fine = ["MIT", "Apache-2.0", "BSD", "ISC", "Unicode", "Zlib", "CC0", "Unlicense", "MPL-2.0", "0BSD", "BSL-1.0", "CDLA-Permissive"];
        assert!(fine.iter().any(|good| licence.contains(good)), "{name} is under {licence:?}");
        assert!(!licence.starts_with("GPL") && !licence.starts_with("AGPL"), "{name} is under {licence}");
    }
    assert_eq!(sqlx, 1, "one sqlx, shared with postgres-es");
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
}

#[test]
fn the_domain_does_no_io_and_knows_no_clock_no_chance_and_no_float() {
    let mut sources = Vec::new();
    files(&root().join("domain/src"), "rs", &mut sources);
    assert!(sources.len() > 40);
    for path in sources {
        let text = std::fs::read_to_string(&path).expect("readable");
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for banned in ["Utc::now", "Local::now", "SystemTime", "Instant::", "now_v7", "new_v4", "rand::", "std::net", "tokio::", "f32", "f64"] {
            assert!(!code.contains(banned), "{} says {banned}", path.display());
        }
        // Tests of schemas and golden payloads read files; rules never do.
        let is_test = path.file_name().is_some_and(|name| name.to_string_lossy().contains("test"));
        assert!(is_test || !code.contains("std::fs"), "{} reads files", path.display());
    }
}

#[test]
fn migrations_name_no_schema() {
    let mut migrations = Vec::new();
    files(&root().join("migrations"), "sql", &mut migrations);
    assert!(migrations.len() > 5);
    for path in migrations {
        let sql = std::fs::read_to_string(&path).expect("readable");
        for line in sql.lines().filter(|line| !line.trim_start().starts_with("--")) {
            for qualified in ["store.", "read.", "ops.", "qazvin", "public."] {
                assert!(!line.contains(qualified), "{}: {line}", path.display());
            }
        }
    }
}

#[test]
fn only_the_crates_that_may_hold_sql() {
    for folder in ["domain/src", "services/portal/src", "services/i18n/src", "services/notifier/src", "qr-templates/src"] {
        let mut sources = Vec::new();
        files(&root().join(folder), "rs", &mut sources);
        for path in sources {
            let text = std::fs::read_to_string(&path).expect("readable");
            assert!(!text.contains("sqlx::query"), "{} holds SQL", path.display());
        }
    }
}
