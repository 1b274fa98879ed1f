//! A command is done at most once, a refused one leaves no trace, and time never runs backwards.

use crate::support::{envelope, log, noon, register};
use chrono::TimeDelta;
use domain::licensing::vehicle::{Vehicle, VehicleError};
use event_store::{Envelope, ExecuteError, history};
use futures::future::join_all;
use uuid::Uuid;

#[tokio::test]
async fn a_refused_member_of_a_batch_leaves_no_hole() {
    let log = log().await;
    // Sixty cars at once, of which every three share a VIN: one of each three can be registered.
    let outcomes = join_all((0..60).map(|car| {
        let store = log.store.clone();
        async move { store.execute::<Vehicle>(Uuid::new_v4(), register(car, car / 3), envelope("RegisterVehicle")).await }
    }))
    .await;
    let registered = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let taken = outcomes.iter().filter(|outcome| matches!(outcome, Err(ExecuteError::Taken { scope: "vehicle.vin" }))).count();
    assert_eq!((registered, taken), (20, 40));
    assert_eq!(log.scalar("SELECT count(*) FROM events").await, 20);
    assert_eq!(log.scalar("SELECT max(position) FROM events").await, 20);
    assert_eq!(log.scalar("SELECT position FROM log_head").await, 20);
    assert_eq!(log.scalar("SELECT count(*) FROM commands").await, 20);
    assert_eq!(log.scalar("SELECT count(*) FROM claims").await, 40, "a plate and a VIN each, none of the refused");
}

#[tokio::test]
async fn a_repeated_command_writes_nothing_and_is_answered_alike() {
    let log = log().await;
    let vehicle = Uuid::new_v4();
    let asked = envelope("RegisterVehicle").of_request("plate 345");
    let first = log.store.execute::<Vehicle>(vehicle, register(345, 1), asked.clone()).await.expect("registers");
    let again = log.store.execute::<Vehicle>(vehicle, register(345, 1), asked.clone()).await.expect("repeats");
    assert!(!first.repeated && again.repeated);
    assert_eq!((first.first_position, first.last_position), (again.first_position, again.last_position));

    let other = log.store.execute::<Vehicle>(vehicle, register(346, 2), asked.of_request("plate 346")).await;
    assert!(matches!(other, Err(ExecuteError::KeyReused)), "{other:?}");
    assert_eq!(log.scalar("SELECT count(*) FROM events").await, 1);
}

#[tokio::test]
async fn the_same_command_sent_many_times_at_once_is_done_once() {
    let log = log().await;
    let asked = envelope("RegisterVehicle");
    let vehicle = Uuid::new_v4();
    let outcomes = join_all((0..20).map(|_| log.store.execute::<Vehicle>(vehicle, register(345, 1), asked.clone()))).await;
    let positions: Vec<i64> = outcomes.into_iter().map(|outcome| outcome.expect("done or repeated").last_position).collect();
    assert_eq!(positions, vec![1; 20]);
    assert_eq!(log.scalar("SELECT count(*) FROM events").await, 1);
}

#[tokio::test]
async fn two_processes_decide_on_the_same_car_and_one_is_refused() {
    let log = log().await;
    let other = event_store::EventStore::open(log.store.pool().clone(), log.store.keys().clone()).await.expect("opens");
    let vehicle = Uuid::new_v4();
    // Both have cached that nothing happened yet.
    for store in [&log.store, &other] {
        store.load::<Vehicle>(vehicle).await.expect("loads");
    }
    log.store.execute::<Vehicle>(vehicle, register(345, 1), envelope("RegisterVehicle")).await.expect("registers");
    let late = other.execute::<Vehicle>(vehicle, register(346, 2), envelope("RegisterVehicle")).await;
    assert!(matches!(late, Err(ExecuteError::Refused(VehicleError::AlreadyRegistered))), "{late:?}");
}

#[tokio::test]
async fn recorded_time_never_runs_backwards() {
    let log = log().await;
    for (car, minutes) in [(1, 0), (2, -90), (3, 5)] {
        let asked = Envelope::new("RegisterVehicle", Uuid::new_v4(), "officer-1", noon() + TimeDelta::minutes(minutes));
        log.store.execute::<Vehicle>(Uuid::new_v4(), register(car, car), asked).await.expect("registers");
    }
    let mut db = log.store.pool().acquire().await.expect("connects");
    let times: Vec<_> = history::after(&mut db, 0, 10).await.expect("reads").into_iter().map(|event| event.recorded_at).collect();
    assert_eq!(times, [noon(), noon(), noon() + TimeDelta::minutes(5)]);
    assert_eq!(history::position_at(log.store.pool(), noon() + TimeDelta::minutes(1)).await.expect("reads"), 2);
}

#[tokio::test]
async fn a_text_that_the_database_could_not_give_back_is_refused_and_harms_no_other() {
    let log = log().await;
    let mut poisoned = envelope("RegisterVehicle");
    poisoned.metadata.insert("note".to_owned(), "a\u{0}b".to_owned());
    let fine = log.store.execute::<Vehicle>(Uuid::new_v4(), register(1, 1), envelope("RegisterVehicle"));
    let bad = log.store.execute::<Vehicle>(Uuid::new_v4(), register(2, 2), poisoned);
    let (fine, bad) = futures::join!(fine, bad);
    assert!(fine.is_ok() && bad.is_err());
    assert_eq!(log.scalar("SELECT count(*) FROM events").await, 1);
}
