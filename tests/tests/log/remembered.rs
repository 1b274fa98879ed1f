//! What a process remembers of an aggregate is refreshed with what others added to it, and not read
//! again from the beginning: some aggregates have an event for every fare of a city.

use crate::support::{Log, envelope, log};
use domain::identity::account::{Account, AccountCommand, AccountError, Role};
use domain::kernel::Pii;
use event_store::{EventStore, ExecuteError, Executed};
use std::collections::BTreeSet;
use uuid::Uuid;

async fn tell(store: &EventStore, id: Uuid, command: AccountCommand) -> Result<Executed, ExecuteError<AccountError>> {
    store.execute::<Account>(id, command, envelope("Story")).await
}

fn grant(role: Role) -> AccountCommand {
    AccountCommand::GrantRole { role }
}

/// An account that this log's process remembers as it was opened.
async fn opened(log: &Log) -> Uuid {
    let id = Uuid::new_v4();
    let open = AccountCommand::Open { name: None, mobile: Pii::clear(id, "09120000001"), email: None, roles: BTreeSet::new() };
    tell(&log.store, id, open).await.expect("opens");
    id
}

#[tokio::test]
async fn a_refusal_and_a_conflict_are_decided_on_the_head_and_read_only_what_is_new() {
    let log = log().await;
    let other = EventStore::open(log.store.pool().clone(), log.store.keys().clone()).await.expect("opens");
    let id = opened(&log).await;
    tell(&log.store, id, grant(Role::Auditor)).await.expect("grants");
    tell(&other, id, grant(Role::Officer)).await.expect("another process grants it");
    // Whoever read the history once more would find no account.
    log.by_hand("DELETE FROM events WHERE sequence = 1").await;

    let late = tell(&log.store, id, grant(Role::Officer)).await;
    assert!(matches!(late, Err(ExecuteError::Refused(AccountError::RoleAlreadyGranted))), "after a conflict: {late:?}");
    tell(&other, id, grant(Role::Admin)).await.expect("another process grants that, too");
    tell(&log.store, id, AccountCommand::RevokeRole { role: Role::Admin }).await.expect("what looked refused is done");
    for _ in 0..2 {
        let idle = tell(&log.store, id, AccountCommand::RevokeRole { role: Role::Admin }).await;
        assert!(matches!(idle, Err(ExecuteError::Refused(AccountError::RoleNotGranted))), "at the head: {idle:?}");
    }
    assert_eq!(log.scalar("SELECT max(sequence) FROM events").await, 5);
}

#[tokio::test]
async fn what_the_log_lost_is_forgotten() {
    let log = log().await;
    let id = opened(&log).await;
    for lost_to in ["a refusal", "a conflict"] {
        tell(&log.store, id, grant(Role::Officer)).await.expect("grants");
        // As after a failover to a copy that lacked the last commit.
        log.by_hand(
            "DELETE FROM commands WHERE first_position = 2; DELETE FROM events WHERE position = 2; UPDATE log_head SET position = 1",
        )
        .await;
        let role = if lost_to == "a refusal" { Role::Officer } else { Role::Admin };
        let again = tell(&log.store, id, grant(role)).await.unwrap_or_else(|error| panic!("{lost_to}: {error}"));
        assert_eq!((again.first_position, again.repeated), (2, false), "{lost_to}");
        tell(&log.store, id, AccountCommand::RevokeRole { role }).await.expect("revokes");
        log.by_hand(
            "DELETE FROM commands WHERE first_position > 1; DELETE FROM events WHERE position > 1; UPDATE log_head SET position = 1",
        )
        .await;
    }
}
