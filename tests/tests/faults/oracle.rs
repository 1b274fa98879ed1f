//! Compares what clients were promised with what the log, the claims and the read models hold.

use crate::city::{City, NAME, PATIENCE};
use crate::clients::ClientAt;
use crate::journal::{Intent, Outcome, Promise, Who};
use application::CommandKey;
use domain::AnyEvent;
use domain::kernel::ClaimChange;
use event_store::{Keys, history};
use sqlx::{Connection as _, Executor as _, PgConnection, Row as _};
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;
use uuid::Uuid;

/// How many old promises are asked for again in one look.
const REPEATED: usize = 12;

/// What a look counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Commands that were promised.
    pub ok: usize,
    /// Commands that were refused.
    pub rejected: usize,
    /// Unknown ones that turned out to be done.
    pub unknown_done: usize,
    /// Unknown ones that turned out not to be.
    pub unknown_undone: usize,
    /// Events in the log.
    pub events: i64,
    /// Fares whose receipts said that they are paid.
    pub paid: usize,
}

impl Tally {
    /// What came since an earlier look.
    pub fn since(self, earlier: Self) -> Self {
        Self {
            ok: self.ok - earlier.ok,
            rejected: self.rejected - earlier.rejected,
            unknown_done: self.unknown_done - earlier.unknown_done,
            unknown_undone: self.unknown_undone - earlier.unknown_undone,
            events: self.events - earlier.events,
            paid: self.paid - earlier.paid,
        }
    }

    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self {
            ok: self.ok + other.ok,
            rejected: self.rejected + other.rejected,
            unknown_done: self.unknown_done + other.unknown_done,
            unknown_undone: self.unknown_undone + other.unknown_undone,
            events: self.events + other.events,
            paid: self.paid + other.paid,
        }
    }
}

/// The oracle: one broken promise is one line.
pub struct Oracle {
    keys: Keys,
    seen: Tally,
}

/// The last position of every command that was done.
type Done = HashMap<Uuid, i64>;

impl Oracle {
    /// Of a city.
    pub fn of(city: &City) -> Self {
        Self { keys: Keys::read(city.parvaneh.keys()).expect("the key file is there"), seen: Tally::default() }
    }

    /// Finds out what became of every unknown command by giving it again, and compares everything.
    ///
    /// # Errors
    /// Every breach, in words.
    pub async fn look(&mut self, city: &City, client: &ClientAt) -> Result<Tally, Vec<String>> {
        let mut breaches = Vec::new();
        let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
        db.execute(format!("SET search_path TO {NAME}, {NAME}_read").as_str()).await.expect("a schema");
        self.converge(city, client, &mut db, &mut breaches).await;
        rest(&mut db).await;
        self.promises(city, &mut db, &mut breaches).await;
        invariants(&mut db, &mut breaches).await;
        self.receipts(client, &mut db, &mut breaches).await;
        self.seen.events = sqlx::query_scalar("SELECT position FROM log_head").fetch_one(&mut db).await.expect("reads");
        self.claims(&mut db, &mut breaches).await;
        db.close().await.expect("closes");
        program(city, &mut breaches);
        if breaches.is_empty() { Ok(self.seen) } else { Err(breaches) }
    }

    /// Unknown is zero or one: what is in the log already must be promised now, and what is promised
    /// is promised in the same words again.
    async fn converge(&mut self, city: &City, client: &ClientAt, db: &mut PgConnection, breaches: &mut Vec<String>) {
        let (unknown, known): (Vec<_>, Vec<_>) = city.journal.read().into_iter().partition(|(_, outcome)| matches!(outcome, Outcome::Unknown(_)));
        let done = commands(db).await;
        // Before anything is asked for again: what was lost might be done anew by asking, and look kept.
        for (intent, outcome) in &known {
            breaches.extend(broken(intent, outcome, &places(city, intent, &done)));
        }
        for (intent, _) in unknown {
            let outcome = until_known(client, &intent).await;
            city.journal.note(intent.key, &outcome).await;
            match (&outcome, places(city, &intent, &done).as_slice()) {
                (Outcome::Ok(promise), at) => {
                    self.seen.unknown_done += usize::from(!at.is_empty());
                    self.seen.unknown_undone += usize::from(at.is_empty());
                    // A fare that was done by half goes on from there.
                    if at.len() == commands_of(city, &intent).len() && !at.contains(&promise.position) {
                        breaches.push(format!("{}: was done at {at:?} and is promised at {}", intent.path, promise.position));
                    }
                    repeat(client, &intent, promise, breaches).await;
                }
                (_, []) => self.seen.unknown_undone += 1,
                (other, at) => breaches.push(format!("{}: was done at {at:?} and is answered {other:?}", intent.path)),
            }
        }
        let promised: Vec<_> = known.into_iter().filter_map(|(intent, outcome)| match outcome {
            Outcome::Ok(promise) => Some((intent, promise)),
            _ => None,
        }).collect();
        let step = (promised.len() / REPEATED).max(1);
        for (intent, promise) in promised.iter().rev().step_by(step) {
            repeat(client, intent, promise, breaches).await;
        }
    }

    /// Promised is exactly once, rejected never, and nothing is there that nobody asked for.
    async fn promises(&mut self, city: &City, db: &mut PgConnection, breaches: &mut Vec<String>) {
        let done = commands(db).await;
        let mut asked = BTreeMap::new();
        (self.seen.ok, self.seen.rejected) = (0, 0);
        for (intent, outcome) in city.journal.read() {
            let id = command_key(city, &intent).id;
            breaches.extend(broken(&intent, &outcome, &places(city, &intent, &done)));
            match outcome {
                Outcome::Ok(promise) => {
                    self.seen.ok += 1;
                    asked.insert(id, intent.is_fare().then(|| promise.text("payment_id").to_owned()));
                }
                Outcome::Rejected(_) => self.seen.rejected += 1,
                Outcome::Unknown(why) => breaches.push(format!("unknown for ever: {}: {why}", intent.path)),
            }
        }
        let written = sqlx::query(
            "SELECT DISTINCT command_id, event_type FROM events
             WHERE (aggregate_type IN ('vehicle', 'licence', 'rating', 'complaint') OR event_type = 'PaymentCreated')
                 AND actor_id NOT LIKE 'reactor:%' AND actor_id <> 'operator'",
        );
        for row in written.fetch_all(&mut *db).await.expect("reads") {
            let id: Uuid = row.get(0);
            if !asked.contains_key(&id) {
                breaches.push(format!("a {} that was promised to nobody", row.get::<String, _>(1)));
            }
        }
        for (id, payment) in asked {
            let Some(payment) = payment else { continue };
            let begun = sqlx::query_scalar("SELECT aggregate_id FROM events WHERE event_type = 'PaymentCreated' AND command_id = $1").bind(id);
            let begun: Vec<String> = begun.fetch_all(&mut *db).await.expect("reads");
            if begun != [payment.as_str()] {
                breaches.push(format!("the fare {payment} was promised, and its command began {begun:?}"));
            }
        }
    }

    /// Whoever was shown that they have paid has paid, once.
    async fn receipts(&mut self, client: &ClientAt, db: &mut PgConnection, breaches: &mut Vec<String>) {
        let paid = client.paid();
        self.seen.paid = paid.len();
        for payment in paid {
            let times: i64 = sqlx::query_scalar("SELECT count(*) FROM events WHERE event_type = 'PaymentSucceeded' AND aggregate_id = $1")
                .bind(&payment)
                .fetch_one(&mut *db)
                .await
                .expect("reads");
            if times != 1 {
                breaches.push(format!("the payment {payment} was shown as paid and succeeded {times} times"));
            }
        }
    }

    /// Every claim follows from the log and every claim of the log is held.
    async fn claims(&self, db: &mut PgConnection, breaches: &mut Vec<String>) {
        let mut folded: BTreeMap<(&str, Vec<u8>), String> = BTreeMap::new();
        let mut position = 0;
        loop {
            let events = history::after(db, position, 2_000).await.expect("reads");
            let Some(last) = events.last() else { break };
            position = last.position;
            for event in &events {
                for claim in event.decode().expect("decodes").iter().flat_map(AnyEvent::claims) {
                    match claim {
                        ClaimChange::Take { scope, value } => {
                            let taken = folded.insert((scope, self.keys.blind(scope, &value)), event.aggregate_id.clone());
                            if taken.is_some_and(|holder| holder != event.aggregate_id) {
                                breaches.push(format!("position {}: a {scope} was taken twice", event.position));
                            }
                        }
                        ClaimChange::Release { scope } => folded.retain(|(held, _), holder| *held != scope || *holder != event.aggregate_id),
                    }
                }
            }
        }
        // Addresses of accounts and numbers for which points wait are sealed in the log: only their holder can
        // be known here.
        let held = sqlx::query("SELECT scope, value, aggregate_id FROM claims WHERE scope NOT LIKE 'account.%' AND scope <> 'rewards.waiting'");
        let held = held.fetch_all(db).await.expect("reads");
        if held.len() != folded.len() {
            breaches.push(format!("{} claims are held, the log makes {}", held.len(), folded.len()));
        }
        for row in held {
            let (scope, value, holder): (String, Vec<u8>, String) = (row.get(0), row.get(1), row.get(2));
            if folded.get(&(scope.as_str(), value)) != Some(&holder) {
                breaches.push(format!("a {scope} is held by {holder}, against the log"));
            }
        }
    }
}

/// How every breach of a promise begins.
pub const BROKEN: &str = "promised at";

/// What is wrong with an outcome that is known, by where the log has its commands.
fn broken(intent: &Intent, outcome: &Outcome, found: &[i64]) -> Option<String> {
    match outcome {
        Outcome::Ok(promise) if found.contains(&promise.position) => None,
        Outcome::Ok(promise) => Some(format!("{BROKEN} {} and found at {found:?}: {} {}", promise.position, intent.path, intent.body)),
        Outcome::Rejected(status) if !found.is_empty() => Some(format!("rejected with {status} and done at {found:?}: {}", intent.path)),
        Outcome::Rejected(_) | Outcome::Unknown(_) => None,
    }
}

/// The key under which the service does a client's command.
fn command_key(city: &City, intent: &Intent) -> CommandKey {
    let principal = match intent.who {
        Who::Officer => city.officer.account_id.as_str(),
        Who::Anyone => "public",
    };
    CommandKey::from_client(principal, &format!("POST {}", intent.path), &intent.key.to_string(), [])
}

/// The ids of all that is done for it: a fare is begun, and then the gateway's session is opened.
fn commands_of(city: &City, intent: &Intent) -> Vec<Uuid> {
    let key = command_key(city, intent);
    let session = intent.is_fare().then(|| key.then("OpenSession").id);
    [key.id].into_iter().chain(session).collect()
}

/// Where the log has what was done for it, by the last position of each command.
fn places(city: &City, intent: &Intent, done: &Done) -> Vec<i64> {
    commands_of(city, intent).iter().filter_map(|id| done.get(id)).copied().collect()
}

async fn commands(db: &mut PgConnection) -> Done {
    let rows: Vec<(Uuid, i64)> = sqlx::query_as("SELECT command_id, last_position FROM commands").fetch_all(db).await.expect("reads");
    rows.into_iter().collect()
}

async fn until_known(client: &ClientAt, intent: &Intent) -> Outcome {
    let waited = tokio::time::timeout(PATIENCE, async {
        loop {
            match client.ask(intent).await {
                Outcome::Unknown(_) => tokio::time::sleep(Duration::from_millis(50)).await,
                known => return known,
            }
        }
    });
    waited.await.unwrap_or_else(|_| Outcome::Unknown(format!("still after {PATIENCE:?}")))
}

async fn repeat(client: &ClientAt, intent: &Intent, promise: &Promise, breaches: &mut Vec<String>) {
    let again = until_known(client, intent).await;
    // A fare is answered first when its session is open, and a repeat names where it was begun.
    let kept = matches!(&again, Outcome::Ok(again) if (intent.is_fare() || again.position == promise.position) && promise.is_kept_by(again));
    if !kept {
        breaches.push(format!("{}: was promised {promise:?}, and repeated is {again:?}", intent.path));
    }
}

/// Waits until reactors and read models have dealt with all that is in the log, those too that have never
/// moved yet.
async fn rest(db: &mut PgConnection) {
    let waited = tokio::time::timeout(PATIENCE, async {
        loop {
            let behind: bool = sqlx::query_scalar(
                "SELECT EXISTS (SELECT FROM log_head h, unnest($1::text[]) AS reactor LEFT JOIN reactor_checkpoints c USING (reactor)
                     WHERE h.position > coalesce(c.position, 0))
                     OR EXISTS (SELECT FROM log_head h, checkpoints c WHERE h.position > c.position)",
            )
            .bind(application::reactors::names())
            .fetch_one(&mut *db)
            .await
            .expect("reads");
            if !behind {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    waited.await.expect("reactors and read models catch up");
}

/// What must hold of any log, by queries of our own.
async fn invariants(db: &mut PgConnection, breaches: &mut Vec<String>) {
    const RULES: [(&str, &str); 9] = [
        ("positions are not dense", "SELECT count(*) FROM log_head WHERE position <> (SELECT count(*) FROM events) OR position <> (SELECT max(position) FROM events)"),
        ("sequences have gaps", "SELECT count(*) FROM (SELECT FROM events GROUP BY aggregate_type, aggregate_id HAVING min(sequence) <> 1 OR max(sequence) <> count(*)) AS gaps"),
        ("time ran back", "SELECT count(*) FROM (SELECT recorded_at < lag(recorded_at) OVER (ORDER BY position) AS back FROM events) AS told WHERE back"),
        ("commands without events, or the reverse", "SELECT count(*) FROM commands FULL JOIN (SELECT DISTINCT command_id FROM events) AS e USING (command_id) WHERE e.command_id IS NULL OR request_hmac IS NULL"),
        ("licensed cars without exactly one code", "SELECT count(*) FROM (SELECT payload->'LicenceIssued'->'subject'->'vehicle'->>'vehicle_id' AS car FROM events WHERE event_type = 'LicenceIssued') AS l
            WHERE car IS NOT NULL AND 1 <> (SELECT count(*) FROM events e WHERE e.event_type = 'FleetCodeIssued' AND e.payload->'FleetCodeIssued'->>'vehicle_id' = l.car)"),
        ("follow-ups were parked", "SELECT count(*) FROM reactor_parked"),
        ("the ledger does not sum to zero", "SELECT count(*) FROM (SELECT sum(amount) AS rest FROM ledger_entries) AS l WHERE rest <> 0"),
        ("payments that succeeded without exactly one journal", "SELECT count(*) FROM events e WHERE event_type = 'PaymentSucceeded'
            AND 1 <> (SELECT count(*) FROM ledger_journals j WHERE j.event_id = e.event_id)"),
        ("payments that succeeded more than once", "SELECT count(*) FROM (SELECT FROM events WHERE event_type = 'PaymentSucceeded' GROUP BY aggregate_id HAVING count(*) > 1) AS paid"),
    ];
    for (breach, sql) in RULES {
        let count: i64 = sqlx::query_scalar(sql).fetch_one(&mut *db).await.expect("reads");
        if count != 0 {
            breaches.push(format!("{breach}: {count}"));
        }
    }
}

/// The service's own examinations.
fn program(city: &City, breaches: &mut Vec<String>) {
    let (status, doctor) = city.parvaneh.json(&["doctor"]);
    if status != 0 {
        breaches.push(format!("doctor says {doctor}"));
    }
    let (status, verified) = city.parvaneh.json(&["replay", "--verify"]);
    if status != 0 || verified["differences"] != 0 {
        breaches.push(format!("read models differ from the log: {verified}"));
    }
}
