//! Compares what clients were promised with what the log, the claims and the read models hold.

use crate::city::{City, NAME, PATIENCE};
use crate::clients::ClientAt;
use crate::journal::{Intent, Outcome, Promise, Who};
use crate::{claims, invariants};
use application::CommandKey;
use event_store::Keys;
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

/// What a test has done to the log, and what must therefore be otherwise.
#[derive(Debug, Clone, Copy, Default)]
pub struct Amiss<'a> {
    /// Positions of events that this version cannot read.
    pub unread: &'a [i64],
    /// Read models that stand still before them.
    pub halted: &'a [&'a str],
    /// How many follow-ups are parked.
    pub parked: i64,
}

impl Amiss<'_> {
    fn nothing(&self) -> bool {
        self.unread.is_empty() && self.halted.is_empty() && self.parked == 0
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
        self.look_beside(&Amiss::default(), city, client).await
    }

    /// The same while something is amiss that the test has done itself.
    ///
    /// # Errors
    /// Every other breach, in words.
    pub async fn look_beside(&mut self, amiss: &Amiss<'_>, city: &City, client: &ClientAt) -> Result<Tally, Vec<String>> {
        let mut breaches = Vec::new();
        let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
        db.execute(format!("SET search_path TO {NAME}, {NAME}_read").as_str()).await.expect("a schema");
        self.converge(city, client, &mut db, &mut breaches).await;
        rest(&mut db, amiss.halted).await;
        self.promises(city, &mut db, &mut breaches).await;
        invariants::look(&mut db, amiss.parked, &mut breaches).await;
        self.receipts(client, &mut db, &mut breaches).await;
        self.seen.events = sqlx::query_scalar("SELECT position FROM log_head").fetch_one(&mut db).await.expect("reads");
        claims::compare(city, &self.keys, &mut db, amiss.unread, &mut breaches).await;
        db.close().await.expect("closes");
        program(city, amiss, &mut breaches);
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
/// moved yet, and but for those that stand still.
async fn rest(db: &mut PgConnection, halted: &[&str]) {
    let sql = "SELECT reactor FROM log_head h, unnest($1::text[]) AS reactor LEFT JOIN reactor_checkpoints c USING (reactor)
                   WHERE h.position > coalesce(c.position, 0)
               UNION ALL SELECT model FROM log_head h, checkpoints c WHERE h.position > c.position AND model <> ALL ($2)";
    let mut behind: Vec<String> = Vec::new();
    let waited = tokio::time::timeout(PATIENCE, async {
        loop {
            behind = sqlx::query_scalar(sql).bind(application::reactors::names()).bind(halted).fetch_all(&mut *db).await.expect("reads");
            if behind.is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let in_time = waited.await.is_ok();
    assert!(in_time, "these do not catch up: {behind:?}");
}

/// The service's own examinations. A model that stands still follows from the log as far as it goes.
fn program(city: &City, amiss: &Amiss<'_>, breaches: &mut Vec<String>) {
    let (status, doctor) = city.parvaneh.json(&["doctor"]);
    if (status == 0) != amiss.nothing() {
        breaches.push(format!("doctor says {doctor}"));
    }
    let (status, verified) = city.parvaneh.json(&["replay", "--verify"]);
    if status != 0 || verified["differences"] != 0 {
        breaches.push(format!("read models differ from the log: {verified}"));
    }
}
