//! What the log holds in the words of an event's first version reads as what it meant, for us and for
//! stock readers.

use crate::support::log;
use domain::notices::notice::Notice;
use event_store::history;
use serde_json::Value;
use uuid::Uuid;

/// A notice that went out at the second attempt.
const STORY: [&str; 3] = ["NoticePrepared", "NoticeDeliveryFailed", "NoticeDelivered"];

/// What was written then.
fn first_version(event: &str) -> String {
    let path = format!("{}/../domain/schemas/golden/{event}.v1.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}")).trim().to_owned()
}

/// Whether this says all that was written, and of what was not written nothing.
fn says(now: &Value, then: Option<&Value>) -> bool {
    match (now, then) {
        (Value::Object(now), Some(Value::Object(then))) => {
            now.iter().all(|(field, value)| says(value, then.get(field))) && then.keys().all(|field| now.contains_key(field))
        }
        (now, Some(then)) => now == then,
        (now, None) => now.is_null(),
    }
}

#[tokio::test]
async fn what_was_written_in_the_first_version_reads_as_what_it_meant() {
    let log = log().await;
    let id = Uuid::new_v4();
    for (sequence, event) in (1..).zip(STORY) {
        let payload = first_version(event);
        log.by_hand(&format!(
            "WITH head AS (UPDATE log_head SET position = position + 1 RETURNING position, recorded_at)
             INSERT INTO events SELECT position, 'notice', '{id}', {sequence}, gen_random_uuid(), gen_random_uuid(), '{event}', '1', '{payload}',
                 '{{}}', 'old', gen_random_uuid(), gen_random_uuid(), decode(md5('salt'), 'hex'), recorded_at FROM head"
        ))
        .await;
    }
    let mut db = log.store.pool().acquire().await.expect("connects");
    for (recorded, event) in history::after(&mut db, 0, 10).await.expect("reads").iter().zip(STORY) {
        let told = recorded.decode().expect("is known");
        let [told] = told.as_slice() else { panic!("{event} is one event: {told:?}") };
        let now: Value = serde_json::from_str(&told.payload().expect("sealed")).expect("JSON");
        let then: Value = serde_json::from_str(&recorded.payload).expect("JSON");
        assert!(says(&now, Some(&then)), "{now} instead of {then}");
    }
    assert_eq!(log.read_alike::<Notice>(id).await, Notice::Delivered);
}
