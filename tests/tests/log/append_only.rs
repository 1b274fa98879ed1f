//! What was recorded stays as it was, whoever asks.

use crate::support::{Log, envelope, log, register};
use domain::licensing::vehicle::Vehicle;
use event_store::Access;
use uuid::Uuid;

async fn with_one_event() -> Log {
    let log = log().await;
    log.store.execute::<Vehicle>(Uuid::new_v4(), register(345, 1), envelope("RegisterVehicle")).await.expect("registers");
    log
}

const CHANGES: [&str; 3] = ["UPDATE events SET actor_id = 'nobody'", "DELETE FROM events", "TRUNCATE events"];

#[tokio::test]
async fn the_owner_is_refused_by_triggers() {
    let log = with_one_event().await;
    let owner = log.city.pool(&log.database.url, Access::Owner, 1).await.expect("connects");
    for change in CHANGES {
        let error = sqlx::query(change).execute(&owner).await.expect_err(change);
        let code = error.as_database_error().and_then(|error| error.code()).map(|code| code.into_owned());
        assert_eq!(code.as_deref(), Some("P0A01"), "{change}: {error}");
    }
}

#[tokio::test]
async fn the_application_and_the_auditor_have_no_such_right() {
    let log = with_one_event().await;
    for access in [Access::Application, Access::Auditor] {
        let pool = log.city.pool(&log.database.url, access, 1).await.expect("connects");
        for change in CHANGES {
            let error = sqlx::query(change).execute(&pool).await.expect_err(change);
            let code = error.as_database_error().and_then(|error| error.code()).map(|code| code.into_owned());
            assert_eq!(code.as_deref(), Some("42501"), "{access:?}, {change}: {error}");
        }
    }
}

#[tokio::test]
async fn the_auditor_reads_everything_and_writes_nothing() {
    let log = with_one_event().await;
    let pool = log.city.pool(&log.database.url, Access::Auditor, 1).await.expect("connects");
    for table in ["events", "log_head", "commands", "claims", "subject_keys", "counters", "leases", "sessions", "rate_limits"] {
        sqlx::query(&format!("SELECT * FROM {table}")).fetch_all(&pool).await.unwrap_or_else(|error| panic!("{table}: {error}"));
        sqlx::query(&format!("DELETE FROM {table}")).execute(&pool).await.expect_err(table);
    }
}
