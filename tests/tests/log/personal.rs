//! Names, numbers and words of people are sealed in the log, and open again with the city's keys.

use crate::support::{envelope, log};
use domain::AnyEvent;
use domain::identity::account::{Account, AccountCommand, AccountEvent, Role};
use domain::kernel::{Pii, Sealed};
use event_store::{ExecuteError, Keys, Opened, StoreError, history};
use std::collections::BTreeSet;
use uuid::Uuid;

fn open_account(id: Uuid) -> AccountCommand {
    AccountCommand::Open {
        name: Some(Pii::clear(id, "مریم نوری")),
        mobile: Pii::clear(id, "09123456789"),
        email: Some(Pii::clear(id, "maryam@example.ir")),
        roles: BTreeSet::from([Role::Officer]),
    }
}

#[tokio::test]
async fn what_is_personal_is_sealed_and_opens_again() {
    let log = log().await;
    let id = Uuid::new_v4();
    let asked = envelope("OpenAccount").with_personal("system_user", Pii::clear(id, "root-of-the-city"));
    log.store.execute::<Account>(id, open_account(id), asked).await.expect("opens");

    let mut db = log.store.pool().acquire().await.expect("connects");
    let events = history::after(&mut db, 0, 10).await.expect("reads");
    let stored: String = events.iter().map(|event| format!("{}{}", event.payload, event.metadata)).collect();
    for canary in ["مریم", "09123456789", "maryam@", "root-of-the-city"] {
        assert!(!stored.contains(canary), "{canary} is in clear");
    }
    let AnyEvent::Account(AccountEvent::AccountOpened { name: Some(Pii::Sealed(name)), mobile: Pii::Sealed(mobile), .. }) =
        events[0].decode().expect("decodes").remove(0)
    else {
        panic!("{:?}", events[0])
    };
    assert_eq!(log.store.open_sealed(&name).await.expect("opens"), Opened::Text("مریم نوری".to_owned()));
    // A sealed text moved to another field, or read with another city's keys, does not open.
    let moved = Sealed { field: mobile.field.clone(), ..name.clone() };
    assert!(matches!(log.store.open_sealed(&moved).await, Err(StoreError::Tampered(_))));
    let stranger = event_store::EventStore::open(log.store.pool().clone(), Keys::generate()).await.expect("opens");
    assert!(matches!(stranger.open_sealed(&name).await, Err(StoreError::Tampered(_))));
}

#[tokio::test]
async fn a_number_belongs_to_one_account_though_the_log_cannot_tell_whose() {
    let log = log().await;
    let (first, second) = (Uuid::new_v4(), Uuid::new_v4());
    log.store.execute::<Account>(first, open_account(first), envelope("OpenAccount")).await.expect("opens");
    let twin = log.store.execute::<Account>(second, open_account(second), envelope("OpenAccount")).await;
    assert!(matches!(twin, Err(ExecuteError::Taken { scope: "account.mobile" })), "{twin:?}");
    assert_eq!(log.store.holder("account.mobile", "09123456789").await.expect("answers"), Some(first));
    assert_eq!(log.store.holder("account.mobile", "09123456780").await.expect("answers"), None);
}

#[tokio::test]
async fn an_erased_person_reads_as_erased_and_gets_no_new_key() {
    let log = log().await;
    let id = Uuid::new_v4();
    log.store.execute::<Account>(id, open_account(id), envelope("OpenAccount")).await.expect("opens");
    let mut db = log.store.pool().acquire().await.expect("connects");
    let events = history::after(&mut db, 0, 1).await.expect("reads");
    let AnyEvent::Account(AccountEvent::AccountOpened { name: Some(Pii::Sealed(name)), .. }) = events[0].decode().expect("decodes").remove(0) else {
        panic!("{:?}", events[0])
    };
    sqlx::query("UPDATE subject_keys SET wrapped = NULL WHERE subject = $1").bind(id).execute(&mut *db).await.expect("erases");
    assert_eq!(log.store.open_sealed(&name).await.expect("opens"), Opened::Erased);
    let personal = envelope("GrantRole").with_personal("system_user", Pii::clear(id, "anyone"));
    let late = log.store.execute::<Account>(id, AccountCommand::GrantRole { role: Role::Admin }, personal).await;
    assert!(matches!(late, Err(ExecuteError::Store(StoreError::Erased(_)))), "{late:?}");
}

#[tokio::test]
async fn what_was_done_before_its_subject_was_erased_is_answered_as_it_was() {
    let log = log().await;
    let (id, witness) = (Uuid::new_v4(), Uuid::new_v4());
    log.store.execute::<Account>(id, open_account(id), envelope("OpenAccount")).await.expect("opens");
    // By no state of the aggregate's: it would be granted again, were it another command.
    let grant = AccountCommand::GrantRole { role: Role::Admin };
    let told = envelope("GrantRole").with_personal("system_user", Pii::clear(witness, "anyone"));
    let done = log.store.execute::<Account>(id, grant.clone(), told.clone()).await.expect("grants");
    log.store.execute::<Account>(id, AccountCommand::RevokeRole { role: Role::Admin }, envelope("RevokeRole")).await.expect("revokes");
    log.store.destroy_key(witness).await.expect("erases");

    let again = log.store.execute::<Account>(id, grant.clone(), told.clone()).await.expect("is done");
    assert!(again.repeated);
    assert_eq!((again.first_position, again.last_position), (done.first_position, done.last_position));
    let other = log.store.execute::<Account>(id, grant.clone(), told.clone().of_request("another")).await;
    assert!(matches!(other, Err(ExecuteError::KeyReused)), "{other:?}");
    let anew = log.store.execute::<Account>(id, grant, envelope("GrantRole").with_personal("system_user", Pii::clear(witness, "anyone"))).await;
    assert!(matches!(anew, Err(ExecuteError::Store(StoreError::Erased(erased))) if erased == witness), "{anew:?}");
}
