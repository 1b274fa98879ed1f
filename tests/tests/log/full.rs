//! There is no room, in the database or in the queue before it: everybody learns why, and nothing is
//! written by halves.

use crate::support::{envelope, log, register};
use domain::audit::access::{Access, AccessCommand, AccessEvent};
use domain::licensing::vehicle::{Vehicle, VehicleError};
use event_store::{EventStore, ExecuteError, Executed, StoreError};
use futures::future::join_all;
use serde_json::json;
use sqlx::{Connection as _, PgConnection};
use tests::app::TestApp;
use tokio::task::JoinSet;
use uuid::Uuid;

/// Lets the database refuse every event of one actor, by PostgreSQL's code.
fn refusing(actor: &str, code: &str) -> String {
    format!(
        "CREATE OR REPLACE FUNCTION refuse_event() RETURNS trigger LANGUAGE plpgsql
             AS $$ BEGIN RAISE EXCEPTION 'the test refuses it' USING ERRCODE = '{code}'; END $$;
         CREATE TRIGGER refused BEFORE INSERT ON events FOR EACH ROW WHEN (NEW.actor_id = '{actor}') EXECUTE FUNCTION refuse_event()"
    )
}

/// Thirty cars at once, one of which somebody else asks for; the outcomes in order.
async fn register_thirty(store: &EventStore, other: &str) -> Vec<Result<Executed, ExecuteError<VehicleError>>> {
    join_all((0..30).map(|car| {
        let mut asked = envelope("RegisterVehicle");
        if car == 17 {
            asked.actor_id = other.to_owned();
        }
        async move { store.execute::<Vehicle>(Uuid::new_v4(), register(car, car), asked).await }
    }))
    .await
}

fn code_of(outcome: &Result<Executed, ExecuteError<VehicleError>>) -> Option<String> {
    let Err(ExecuteError::Store(StoreError::Database(error))) = outcome else { return None };
    error.as_database_error()?.code().map(|code| code.into_owned())
}

#[tokio::test]
async fn where_the_disk_is_full_all_who_wait_are_told_so() {
    let log = log().await;
    log.by_hand(&refusing("officer-1", "53100")).await;
    let outcomes = register_thirty(&log.store, "officer-1").await;
    assert!(outcomes.iter().all(|outcome| code_of(outcome).as_deref() == Some("53100")), "{outcomes:?}");
    assert_eq!(log.scalar("SELECT count(*) FROM events").await, 0);
    log.by_hand("DROP TRIGGER refused ON events").await;
    assert!(register_thirty(&log.store, "officer-1").await.iter().all(Result::is_ok), "there is room again");
}

#[tokio::test]
async fn one_whom_the_database_refuses_for_its_own_sake_harms_no_other() {
    let log = log().await;
    log.by_hand(&refusing("nobody", "22023")).await;
    let outcomes = register_thirty(&log.store, "nobody").await;
    let refused: Vec<usize> = (0..30).filter(|car| outcomes[*car].is_err()).collect();
    assert_eq!((refused.as_slice(), code_of(&outcomes[17]).as_deref()), (&[17][..], Some("22023")));
    assert_eq!(log.scalar("SELECT count(*) FROM events").await, 29);
    assert_eq!(log.scalar("SELECT position FROM log_head").await, 29);
}

/// More than the queue takes.
const CROWD: usize = 4_200;

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_when_the_queue_is_full_is_sent_away_and_has_written_nothing() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    app.settle().await;
    // Whoever holds the log's head lets nobody append.
    let mut db = PgConnection::connect(&app.database.url).await.expect("connects");
    let mut held = db.begin().await.expect("begins");
    let hold = format!("SELECT position FROM {}.log_head FOR UPDATE", app.city.log_schema());
    let head: i64 = sqlx::query_scalar(&hold).fetch_one(&mut *held).await.expect("is held");

    let mut crowd = JoinSet::new();
    let mut come = || {
        let store = app.ctx.store.clone();
        let look = AccessCommand(AccessEvent::HistoryReplayed { to: None, compared: false });
        crowd.spawn(async move { store.execute::<Access>(Uuid::new_v4(), look, envelope("ReplayHistory")).await });
    };
    come();
    // The writer is at work on the first, and takes nobody else on.
    let mut watch = PgConnection::connect(&app.database.url).await.expect("connects");
    let waits = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')";
    while !sqlx::query_scalar::<_, bool>(waits).fetch_one(&mut watch).await.expect("answers") {}
    (1..CROWD).for_each(|_| come());
    let first = crowd.join_next().await.expect("a crowd").expect("no panic");
    assert!(matches!(first, Err(ExecuteError::Store(StoreError::Busy))), "nobody else can be answered: {first:?}");
    let path = format!("/api/v1/scan/{}/ratings", taxi.code);
    let rate = || async { app.anyone().post_once(&path, "k", json!({"stars": 5})).await };
    let turned_away = rate().await;
    assert_eq!((turned_away.status, turned_away.header("retry-after")), (503, "1"), "{}", turned_away.text);

    held.rollback().await.expect("lets go");
    let (mut written, mut busy) = (0, 1);
    while let Some(outcome) = crowd.join_next().await {
        match outcome.expect("no panic") {
            Ok(_) => written += 1,
            Err(ExecuteError::Store(StoreError::Busy)) => busy += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(written + busy, CROWD as i64);
    assert_eq!(app.ctx.store.head().await.expect("answers"), head + written, "those in the queue, and nobody else");
    assert_eq!(rate().await.status, 201, "there is room again");
    assert_eq!(app.ctx.store.head().await.expect("answers"), head + written + 1);
}
