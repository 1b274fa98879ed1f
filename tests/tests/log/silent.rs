//! A database that says nothing, or is away: whoever waits is told so in time, and what they were told
//! stays true.

use crate::support::{Log, envelope, log, register};
use domain::kernel::Pii;
use domain::licensing::vehicle::{Vehicle, VehicleError};
use event_store::{Access, EventStore, ExecuteError, Executed, StoreError};
use futures::future::join_all;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Postgres, Transaction};
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::str::FromStr as _;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use uuid::Uuid;

/// Longer than the log waits for the database in any one place, and shorter than twice that.
const IN_TIME: Duration = Duration::from_secs(15);

/// Holds what it names until the transaction ends: whoever asks for it hears nothing.
async fn holding(log: &Log, sql: &str) -> Transaction<'static, Postgres> {
    let owner = log.city.pool(&log.database.url, Access::Owner, 1).await.expect("connects");
    let mut held = owner.begin().await.expect("begins");
    sqlx::raw_sql(sql).execute(&mut *held).await.expect("is held");
    held
}

/// Whether it was refused because the database was not there, and is known not to be done.
fn is_unavailable(outcome: &Result<Executed, ExecuteError<VehicleError>>) -> bool {
    matches!(outcome, Err(ExecuteError::Store(error @ StoreError::Database(_))) if error.is_unavailable())
}

#[tokio::test]
async fn whoever_reads_from_a_database_that_is_silent_is_told_so_in_time() {
    let log = log().await;
    let (store, car, asked) = (&log.store, Uuid::new_v4(), envelope("RegisterVehicle"));
    store.execute::<Vehicle>(car, register(1, 1), asked.clone()).await.expect("registers");
    let held = holding(&log, "LOCK TABLE events, commands, subject_keys IN ACCESS EXCLUSIVE MODE").await;

    let histories = join_all((0..30).map(|_| store.load::<Vehicle>(Uuid::new_v4())));
    let repeat = store.execute::<Vehicle>(car, register(1, 1), asked.clone());
    let of_somebody = envelope("RegisterVehicle").with_personal("system_user", Pii::clear(Uuid::new_v4(), "root"));
    let sealed = store.execute::<Vehicle>(Uuid::new_v4(), register(2, 2), of_somebody);
    let all = tokio::time::timeout(IN_TIME, async { futures::join!(histories, repeat, sealed) });
    let (histories, repeat, sealed) = all.await.expect("nobody waits for long, nor one after the other");
    assert!(histories.iter().all(|history| history.as_ref().is_err_and(StoreError::is_unavailable)), "{histories:?}");
    assert!(is_unavailable(&repeat) && is_unavailable(&sealed), "{repeat:?} {sealed:?}");

    held.rollback().await.expect("lets go");
    assert!(store.execute::<Vehicle>(car, register(1, 1), asked).await.expect("is answered").repeated);
    assert_eq!(store.load::<Vehicle>(Uuid::new_v4()).await.expect("loads").1, 0);
}

#[tokio::test]
async fn what_waited_for_the_log_in_vain_is_not_written_once_the_log_is_free() {
    let log = log().await;
    let (car, asked) = (Uuid::new_v4(), envelope("RegisterVehicle"));
    let mut held = holding(&log, "SELECT FROM log_head FOR UPDATE").await;
    let given = tokio::time::timeout(IN_TIME, log.store.execute::<Vehicle>(car, register(1, 1), asked.clone()));
    let given = given.await.expect("is told in time");
    assert!(is_unavailable(&given), "{given:?}");
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let waiting: i64 = sqlx::query_scalar(waiting).fetch_one(&mut *held).await.expect("answers");
    assert_eq!(waiting, 0, "who was told is not written later");

    held.rollback().await.expect("lets go");
    assert_eq!(log.scalar("SELECT count(*) FROM events").await, 0);
    let again = log.store.execute::<Vehicle>(car, register(1, 1), asked).await.expect("registers");
    assert!(!again.repeated);
}

/// A way to the database that can be taken away and put back.
struct Door {
    folder: TempDir,
    socket: PathBuf,
    name: String,
}

impl Door {
    /// `None` where the tests' database is one that is reached by TCP.
    fn to(url: &str) -> Option<Self> {
        let options = PgConnectOptions::from_str(url).expect("an address");
        let folder = tempfile::tempdir().expect("a folder");
        Some(Self { folder, socket: options.get_socket()?.clone(), name: format!(".s.PGSQL.{}", options.get_port()) })
    }

    fn open(&self) {
        symlink(self.socket.join(&self.name), self.folder.path().join(&self.name)).expect("a link");
    }

    /// A log behind the door, of which nothing was asked yet, and the door is shut.
    async fn log_behind(&self, log: &Log) -> EventStore {
        self.open();
        let (there, here) = (self.socket.display().to_string(), self.folder.path().display().to_string());
        let pool = log.city.pool(&log.database.url.replace(&there, &here), Access::Application, 2).await.expect("connects");
        let store = EventStore::open(pool, log.store.keys().clone()).await.expect("opens");
        std::fs::remove_file(self.folder.path().join(&self.name)).expect("is there");
        let end_all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        log.by_hand(end_all).await;
        store
    }
}

#[tokio::test]
async fn a_database_that_is_back_soon_costs_nobody_their_command() {
    let log = log().await;
    let Some(door) = Door::to(&log.database.url) else { return };
    let store = door.log_behind(&log).await;
    let back = async {
        tokio::time::sleep(Duration::from_secs(2)).await;
        door.open();
    };
    let (given, ()) = futures::join!(store.execute::<Vehicle>(Uuid::new_v4(), register(1, 1), envelope("RegisterVehicle")), back);
    assert_eq!(given.expect("registers").last_position, 1);
}

#[tokio::test]
async fn without_a_database_nobody_waits_long_to_hear_that_nothing_was_written() {
    let log = log().await;
    let Some(door) = Door::to(&log.database.url) else { return };
    let (store, begun) = (door.log_behind(&log).await, Instant::now());
    let given = store.execute::<Vehicle>(Uuid::new_v4(), register(1, 1), envelope("RegisterVehicle")).await;
    assert!(is_unavailable(&given) && begun.elapsed() < IN_TIME, "{given:?} after {:?}", begun.elapsed());
    assert_eq!(log.scalar("SELECT count(*) FROM events").await, 0);
}
