//! Every claim follows from the log, and every claim of the log is held.

use crate::city::City;
use domain::AnyEvent;
use domain::kernel::{ClaimChange, Pii};
use event_store::{EventStore, Keys, Opened, history};
use sqlx::PgConnection;
use std::collections::{BTreeMap, BTreeSet};

/// Whose events claim what is sealed in them: numbers and addresses.
const SEALED: [&str; 3] = ["account", "person", "reward_account"];

/// Compares what is held with what the log makes of it. At these positions are events that this version
/// cannot read; what they claim only another version knows.
pub async fn compare(city: &City, keys: &Keys, db: &mut PgConnection, unread: &[i64], breaches: &mut Vec<String>) {
    let store = city.log().await;
    let mut folded: BTreeMap<(&str, Vec<u8>), String> = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    let mut position = 0;
    loop {
        let events = history::after(db, position, 2_000).await.expect("reads");
        let Some(last) = events.last() else { break };
        position = last.position;
        for event in &events {
            if unread.contains(&event.position) {
                unknown.insert(event.aggregate_id.clone());
                continue;
            }
            for mut decoded in event.decode().expect("decodes") {
                if SEALED.contains(&decoded.aggregate_type()) {
                    open(&store, &mut decoded).await;
                }
                for claim in decoded.claims() {
                    match claim {
                        ClaimChange::Take { scope, value } => {
                            let taken = folded.insert((scope, keys.blind(scope, &value)), event.aggregate_id.clone());
                            if taken.is_some_and(|holder| holder != event.aggregate_id) {
                                breaches.push(format!("position {}: a {scope} was taken twice", event.position));
                            }
                        }
                        ClaimChange::Release { scope } => folded.retain(|(held, _), holder| *held != scope || *holder != event.aggregate_id),
                    }
                }
            }
        }
    }
    let held = sqlx::query_as("SELECT scope, value, aggregate_id FROM claims").fetch_all(db).await.expect("reads");
    let held: Vec<(String, Vec<u8>, String)> = held.into_iter().filter(|(_, _, holder): &(_, _, String)| !unknown.contains(holder)).collect();
    if held.len() != folded.len() {
        breaches.push(format!("{} claims are held, the log makes {}", held.len(), folded.len()));
    }
    for (scope, value, holder) in held {
        if folded.get(&(scope.as_str(), value)) != Some(&holder) {
            breaches.push(format!("a {scope} is held by {holder}, against the log"));
        }
    }
}

/// Makes clear again what was clear when it was claimed. What is erased claims nothing any more.
async fn open(store: &EventStore, event: &mut AnyEvent) {
    for (_, pii) in event.personal() {
        if let Pii::Sealed(sealed) = &*pii
            && let Opened::Text(text) = store.open_sealed(sealed).await.expect("opens with the city's keys")
        {
            *pii = Pii::clear(sealed.subject, text);
        }
    }
}
