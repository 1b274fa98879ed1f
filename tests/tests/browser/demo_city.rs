//! The demo as it is, with what it writes down: its database and its log.

use sqlx::{Connection as _, PgConnection};
use std::process::Command;
use tests::browser::Phone;
use tests::canary::Canary;
use tests::database::TestDatabase;
use tests::demo::Demo;
use tests::parvaneh::Parvaneh;

/// The schema of the log.
const CITY: &str = "namayesh";

/// A demo that serves, in a city of its own.
pub struct DemoCity {
    pub demo: Demo,
    parvaneh: Parvaneh,
    database: TestDatabase,
    folder: tempfile::TempDir,
}

impl DemoCity {
    pub async fn begin() -> Self {
        let folder = tempfile::TempDir::new().expect("a folder");
        let database = TestDatabase::new("empty", async |_: &str| {}).await;
        let parvaneh = Parvaneh::new(&database.url, CITY);
        let demo = Demo::start_logging_to(&parvaneh, &folder.path().join("log"));
        Self { demo, parvaneh, database, folder }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.demo.address)
    }

    /// Where a story may leave a file.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub async fn sign_in(&self, phone: &Phone, mobile: &str) {
        phone.open(&self.url("/fa/sign-in")).await;
        phone.sign_in_here(mobile, self.demo.code_for(mobile)).await;
    }

    /// Where the log ends.
    pub async fn head(&self) -> i64 {
        let mut db = PgConnection::connect(&self.database.url).await.expect("connects");
        sqlx::query_scalar(&format!("SELECT max(position) FROM {CITY}.events")).fetch_one(&mut db).await.expect("reads")
    }

    /// Nothing personal lies in the database or the log in clear, and both hold what happened: a dump
    /// with these events, a log of some length.
    pub fn nothing_personal_lies_about(&self, canaries: &[Canary], events: &[&str]) {
        let dump = Command::new("pg_dump").arg(&self.database.url).output().expect("pg_dump starts");
        assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
        let log = std::fs::read(self.folder.path().join("log")).expect("a log");
        for known in events {
            assert!(!Canary::text(known, known).found_in(&dump.stdout).is_empty(), "the dump holds no {known}");
        }
        assert!(log.len() > 1_000, "a log was written");
        for canary in canaries {
            for (place, bytes) in [("the database", &dump.stdout), ("the log", &log)] {
                assert_eq!(canary.found_in(bytes), Vec::<&str>::new(), "{} is in {place}", canary.what);
            }
        }
    }

    /// Every read model follows from the log.
    pub fn nothing_is_lost(&self) {
        let (status, verified) = self.parvaneh.json(&["replay", "--verify"]);
        assert_eq!((status, &verified["differences"]), (0, &0.into()), "{verified}");
    }
}
