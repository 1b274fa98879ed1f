//! What the auditor crate says of a real database: with a read model of the test's own, and with
//! every read model that there is.

use auditor::{
    AuditError, Difference, HistoryQuery, Moment, Verification, changes, check, key_text, replay_to, row_at, verify,
    why, write_jsonl,
};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Asia::Tehran;
use domain::AnyEvent;
use domain::identity::account::{Account, AccountCommand, AccountEvent, Role};
use domain::kernel::Pii;
use event_store::{Access, City, Envelope, EventStore, Keys, Recorded, migrate};
use projections::{Projections, ReadModel, Row, Rows, Table};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::{Connection, Executor, PgConnection, PgPool};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;
use tests::database::TestDatabase;
use uuid::Uuid;

/// How long what happens by itself may take.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Clone, Serialize, Deserialize)]
struct Person {
    id: Uuid,
    roles: i64,
    opened_at: DateTime<Utc>,
    name: Value,
    note: Option<String>,
}

impl Row for Person {
    const TABLE: Table = Table { name: "people", key: &["id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.id
    }
}

#[derive(Clone, Serialize, Deserialize)]
struct Trust {
    id: Uuid,
    role: String,
    granted_at: i64,
}

impl Row for Trust {
    const TABLE: Table = Table { name: "trusts", key: &["id", "role"] };
    type Key = (Uuid, String);
    fn key(&self) -> (Uuid, String) {
        (self.id, self.role.clone())
    }
}

struct People;

impl ReadModel for People {
    fn name(&self) -> &'static str {
        "people"
    }
    fn version(&self) -> i32 {
        3
    }
    fn ddl(&self) -> &'static str {
        "CREATE TABLE people{next} (id uuid PRIMARY KEY, roles bigint NOT NULL, opened_at timestamptz NOT NULL, name json NOT NULL, note text);
         CREATE TABLE trusts{next} (id uuid, role text, granted_at bigint NOT NULL, PRIMARY KEY (id, role));"
    }
    fn tables(&self) -> &'static [Table] {
        &[Person::TABLE, Trust::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        aggregate_type == "account"
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        let id = recorded.aggregate();
        match event {
            AnyEvent::Account(AccountEvent::AccountOpened { name, .. }) => {
                let name = serde_json::to_value(name).expect("sealed");
                rows.put(Person { id, roles: 0, opened_at: recorded.recorded_at, name, note: None });
            }
            AnyEvent::Account(AccountEvent::RoleGranted { role }) => {
                rows.change::<Person>(id, |person| person.roles += 1);
                rows.put(Trust { id, role: role.code().to_owned(), granted_at: recorded.position });
            }
            _ => {}
        }
    }
}

struct Town {
    /// Dropped with the town.
    _database: TestDatabase,
    url: String,
    city: City,
    owner: PgConnection,
    pool: PgPool,
    store: EventStore,
    projections: Projections,
    models: fn() -> Vec<Arc<dyn ReadModel>>,
}

impl Town {
    async fn new(models: fn() -> Vec<Arc<dyn ReadModel>>) -> Self {
        let database = TestDatabase::new("empty", async |_| {}).await;
        let url = database.url.clone();
        let city = City::parse("qazvin").expect("a name");
        migrate::migrate(&url, &city).await.expect("migrates");
        let pool = city.pool(&url, Access::Application, 8).await.expect("connects");
        let projections = Projections::new(pool.clone(), models());
        let read = [city.read_schema(), city.log_schema()];
        let mut db =
            PgConnection::connect_with(&city.options(&url, Access::Application, &read).await.expect("options"))
                .await
                .expect("connects");
        projections.prepare(&mut db).await.expect("prepares");
        let schemas = [city.read_schema()];
        let owner = PgConnection::connect_with(&city.options(&url, Access::Owner, &schemas).await.expect("options"))
            .await
            .expect("connects");
        let store = EventStore::open(pool.clone(), Keys::generate()).await.expect("opens");
        Self { _database: database, url, city, owner, pool, store, projections, models }
    }

    async fn open(&self, n: u128, roles: &[Role]) {
        let subject = Uuid::from_u128(n);
        let clear = |text: String| Pii::Clear { subject, text };
        let command = AccountCommand::Open {
            name: Some(clear(format!("Name {n}"))),
            mobile: clear(format!("+98912{n:07}")),
            email: None,
            roles: roles.iter().copied().collect(),
        };
        let at = DateTime::UNIX_EPOCH + TimeDelta::days(n.try_into().expect("small"));
        let envelope = Envelope::new("OpenAccount", Uuid::new_v4(), "operator", at);
        self.store.execute::<Account>(subject, command, envelope).await.expect("opens");
    }

    async fn catch_up(&self) {
        self.projections.catch_up().await.expect("folds");
        assert_eq!(self.projections.halts().await.expect("answers"), [], "none stands still");
    }

    /// What a rebuild writes through.
    async fn rebuilder(&self) -> PgConnection {
        let read = [self.city.read_schema(), self.city.log_schema()];
        let options = self.city.options(&self.url, Access::Application, &read).await.expect("options");
        PgConnection::connect_with(&options).await.expect("connects")
    }

    async fn seeded() -> Self {
        let town = Self::new(models).await;
        for n in 1..=20 {
            town.open(n, &[Role::Officer, Role::Auditor]).await;
        }
        town.catch_up().await;
        town
    }

    async fn verify(&self) -> Verification {
        let (url, city, models) = (self.url.clone(), self.city.clone(), self.models);
        // Spawned, so that it is known to be Send.
        tokio::spawn(async move { verify(&url, &city, &models(), &|_| {}).await })
            .await
            .expect("no panic")
            .expect("verifies")
    }

    async fn tamper(&mut self, sql: &str) -> Vec<Difference> {
        self.owner.execute(sql).await.expect("tampers");
        let verification = self.verify().await;
        assert_eq!(verification.differences, verification.differing.len() as i64, "{sql}");
        println!("{sql}\n  {}", serde_json::to_string(&verification).expect("JSON"));
        verification.differing
    }

    /// An audit leaves nothing behind.
    async fn leave(mut self) {
        let replays: i64 = sqlx::query_scalar("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'replay%'")
            .fetch_one(&mut self.owner)
            .await
            .expect("counts");
        assert_eq!(replays, 0);
        self.pool.close().await;
    }
}

fn models() -> Vec<Arc<dyn ReadModel>> {
    vec![Arc::new(People)]
}

fn id(n: u128) -> String {
    Uuid::from_u128(n).to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_follows_from_the_log_has_no_difference_even_while_it_moves() {
    let town = Town::seeded().await;
    let verification = town.verify().await;
    assert!(verification.is_clean(), "{verification:?}");
    assert_eq!((verification.events, verification.position, verification.tables, verification.rows), (60, 60, 3, 61));

    let follow = town.projections.follow(&town.store);
    let audits = async {
        for _ in 0..6 {
            let verification = town.verify().await;
            assert!(verification.is_clean(), "{verification:?}");
        }
    };
    let writes = async {
        for n in 21..200 {
            town.open(n, &[Role::Officer]).await;
        }
    };
    let rebuilds = async {
        let mut db = town.rebuilder().await;
        for _ in 0..6 {
            town.projections.rebuild(&mut db, None).await.expect("rebuilds");
        }
    };
    tokio::join!(audits, writes, rebuilds);
    drop(follow);
    town.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_alteration_is_found_and_named() {
    let mut town = Town::seeded().await;
    let found = town.tamper(&format!("UPDATE people SET roles = 9 WHERE id = '{}'", id(3))).await;
    assert_eq!(
        serde_json::to_value(&found).expect("JSON"),
        json!([{"table": "people", "key": id(3), "column": "roles", "live": 9, "replayed": 2, "first_position": 7}])
    );
    town.tamper(&format!("UPDATE people SET roles = 2 WHERE id = '{}'", id(3))).await;

    let found = town.tamper(&format!("DELETE FROM trusts WHERE id = '{}' AND role = 'auditor'", id(2))).await;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].key.clone(), &found[0].column, &found[0].live), (format!("{}/auditor", id(2)), &None, &None));
    // Roles are a set ordered by declaration: officer at 5, auditor at 6.
    assert_eq!(found[0].first_position, Some(6));
    assert_eq!(found[0].replayed.as_ref().expect("a row")["granted_at"], 6);
    town.tamper(&format!("INSERT INTO trusts VALUES ('{}', 'auditor', 6)", id(2))).await;

    let found = town.tamper(&format!("INSERT INTO trusts VALUES ('{}', 'admin', 6)", id(2))).await;
    assert_eq!((found.len(), found[0].first_position, &found[0].replayed), (1, None, &None));
    town.tamper("DELETE FROM trusts WHERE role = 'admin'").await;

    let found = town.tamper("UPDATE people SET note = '' WHERE roles = 2").await;
    assert_eq!(found.len(), 20);
    town.tamper("UPDATE people SET note = NULL").await;

    let found = town.tamper("UPDATE people SET opened_at = opened_at + interval '1 microsecond'").await;
    assert_eq!(found.len(), 20);
    town.tamper("UPDATE people SET opened_at = opened_at - interval '1 microsecond'").await;

    let found =
        town.tamper("CREATE TABLE \"Odd \"\" name\" (a int); INSERT INTO \"Odd \"\" name\" VALUES (1), (2)").await;
    assert_eq!(found.len(), 2);
    let found = town.tamper("DELETE FROM \"Odd \"\" name\"").await;
    assert_eq!((found.len(), found[0].table.as_str(), found[0].key.as_str()), (1, "Odd \" name", ""));
    town.tamper("DROP TABLE \"Odd \"\" name\"").await;

    // A table of the log's name, which the search path must not take for the log's.
    let found = town.tamper("CREATE TABLE events (position bigint PRIMARY KEY); INSERT INTO events VALUES (7)").await;
    assert_eq!((found.len(), found[0].key.as_str()), (1, "7"));
    let found = town.tamper("DROP TABLE events; ALTER TABLE people ADD COLUMN more text").await;
    assert_eq!(
        (found.len(), found[0].column.as_deref(), found[0].live.clone()),
        (1, Some("more"), Some(json!("text")))
    );
    let found = town.tamper("ALTER TABLE people DROP COLUMN more, DROP COLUMN note").await;
    assert_eq!((found.len(), found[0].column.as_deref()), (1, Some("note")));
    town.tamper("ALTER TABLE people ADD COLUMN note text").await;
    assert!(town.verify().await.is_clean());
    let found = town.tamper("DROP TABLE trusts").await;
    assert_eq!(found.len(), 40);
    town.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn checkpoints_are_compared_too() {
    let mut town = Town::seeded().await;
    let only = |found: Vec<Difference>| {
        assert_eq!(found.len(), 1, "{found:?}");
        let difference = found.into_iter().next().expect("one");
        assert_eq!((difference.table.as_str(), difference.key.as_str()), ("checkpoints", "people"));
        (difference.column, difference.live, difference.replayed, difference.first_position)
    };
    let column = |name: &str| Some(name.to_owned());
    let found = only(town.tamper("UPDATE checkpoints SET version = 4").await);
    assert_eq!(found, (column("version"), Some(json!(4)), Some(json!(3)), Some(1)));
    town.tamper("UPDATE checkpoints SET version = 3, position = 61").await;
    let found = only(town.tamper("UPDATE checkpoints SET position = 1000").await);
    assert_eq!(found, (column("position"), Some(json!(1000)), Some(json!(60)), Some(1)));
    let found = only(town.tamper("UPDATE checkpoints SET position = 30").await);
    assert_eq!(found, (column("position"), Some(json!(30)), Some(json!(60)), Some(1)));
    let found = only(town.tamper("UPDATE checkpoints SET position = -1").await);
    assert_eq!(found.2, Some(json!(60)));
    let found = only(town.tamper(&format!("UPDATE checkpoints SET position = 60, event_id = '{}'", id(1))).await);
    assert_eq!((found.0, found.1), (column("event_id"), Some(json!(id(1)))));
    let found = only(town.tamper("UPDATE checkpoints SET event_id = NULL").await);
    assert_eq!((found.0, found.1), (column("event_id"), None));
    let found = only(town.tamper("DELETE FROM checkpoints").await);
    assert_eq!((found.0, found.1, found.3), (None, None, Some(1)));
    let row = found.2.expect("a row");
    let event = row["event_id"].as_str().expect("an id");
    let found = town
        .tamper(&format!("INSERT INTO checkpoints VALUES ('people', 3, 60, '{event}'), ('invented', 1, 2, NULL)"))
        .await;
    assert_eq!((found.len(), found[0].key.as_str(), found[0].first_position), (1, "invented", None));
    let found = town.tamper("DROP TABLE checkpoints").await;
    assert_eq!(found.len(), 1);
    town.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moments_are_replayed_history_is_read_and_the_log_is_sound() {
    let mut town = Town::seeded().await;
    let replay = async |to: Moment| replay_to(&town.url, &town.city, &models(), to, &|_| {}).await;
    let all = replay(Moment::Position(60)).await.expect("replays");
    assert_eq!((all.events, all.tables[0].rows, all.tables[1].rows), (60, 20, 40));
    let now = replay(Moment::from(Utc::now())).await.expect("replays");
    assert_eq!(all, now);
    let early = replay(Moment::parse("1970-01-03", Tehran).expect("a day")).await.expect("replays");
    assert_eq!((early.position, early.tables[0].rows), (6, 2));
    assert_ne!(early.digest, all.digest);
    assert_eq!(replay(Moment::Position(0)).await.expect("replays").tables[1].rows, 0);
    let beyond = replay(Moment::Position(61)).await.expect_err("no such position");
    assert!(matches!(beyond, AuditError::BeyondHead { asked: 61, head: 60 }));

    let auditor = town.city.pool(&town.url, Access::Auditor, 2).await.expect("connects");
    let role: String = sqlx::query_scalar("SELECT current_user::text").fetch_one(&auditor).await.expect("asks");
    assert_eq!(role, town.city.auditor_role());
    let read = async |query: HistoryQuery| {
        let mut out = Vec::new();
        let filter = query.filter(&auditor).await.expect("a filter");
        let count = write_jsonl(&auditor, filter, &mut out).await.expect("writes");
        let lines = String::from_utf8(out).expect("UTF-8");
        assert_eq!(lines.lines().count() as i64, count);
        lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")).collect::<Vec<_>>()
    };
    assert_eq!(read(HistoryQuery::all()).await.len(), 60);
    let some = |event: Option<&str>, aggregate: Option<&str>, from: Option<&str>, to: Option<&str>| {
        HistoryQuery::parse(event, aggregate, Some("operator"), from, to, Tehran).expect("well formed")
    };
    assert_eq!(read(some(Some("RoleGranted"), None, None, None)).await.len(), 40);
    assert_eq!(read(some(None, Some(&format!("account/{}", id(4))), None, None)).await.len(), 3);
    assert_eq!(read(some(None, Some("vehicle"), None, None)).await.len(), 0);
    assert_eq!(read(some(None, None, Some("1970-01-03"), Some("1970-01-04"))).await.len(), 6);
    assert_eq!(read(some(None, None, Some("2100-01-01"), None)).await.len(), 0);
    assert_eq!(read(some(None, None, Some("4"), Some("4"))).await[0]["position"], 4);

    let story = why(&auditor, 2).await.expect("reads").expect("is there");
    assert_eq!(
        (story.together.len(), story.causes.len(), story.command.command.as_deref()),
        (2, 0, Some("OpenAccount"))
    );
    let positions = [4, 5, 6];
    let key = Uuid::from_u128(2);
    let at =
        async |position| row_at(&auditor, &People, Person::TABLE, &key, &positions, position).await.expect("folds");
    assert_eq!(at(3).await, None);
    let changed = changes(&at(4).await.expect("is there"), &at(6).await.expect("is there"));
    assert_eq!(serde_json::to_value(changed).expect("JSON"), json!([{"field": "roles", "before": 0, "after": 2}]));
    assert_eq!(key_text(&key), format!("\"{key}\""));

    let checks = check(&auditor).await.expect("checks");
    println!("{}", serde_json::to_string_pretty(&checks).expect("JSON"));
    assert!(checks.iter().all(|check| check.ok), "{checks:?}");
    // The log's own tables, its triggers turned off by a superuser.
    let log = town.city.log_schema();
    let bad = format!(
        "SET session_replication_role = replica; SET search_path TO {log};
         DELETE FROM events WHERE position = 60;
         UPDATE events SET sequence = 9 WHERE position = 3;
         UPDATE events SET recorded_at = 'epoch' WHERE position = 20;
         UPDATE events SET event_type = 'RoleRevoked' WHERE position = 5;
         UPDATE events SET command_id = gen_random_uuid() WHERE position = 8;
         INSERT INTO claims VALUES ('vehicle.plate', 'x', 'nobody');
         INSERT INTO reactor_checkpoints VALUES ('r', 61)"
    );
    town.owner.execute(bad.as_str()).await.expect("tampers");
    let checks = check(&auditor).await.expect("checks");
    println!("{}", serde_json::to_string_pretty(&checks).expect("JSON"));
    assert!(checks.iter().all(|check| !check.ok), "{checks:?}");
    auditor.close().await;
    town.leave().await;
}

/// Every kind of event that there is, from the committed examples, written past the store.
async fn write_examples(town: &mut Town, times: i64) {
    let mut position = 0;
    let log = town.city.log_schema();
    town.owner.execute(format!("SET search_path TO {log}").as_str()).await.expect("sets");
    for time in 0..times {
        for (stream, aggregate, event, version, payload) in examples() {
            position += 1;
            let id = Uuid::new_v5(&Uuid::from_u128(time.unsigned_abs().into()), stream.as_bytes());
            sqlx::query(
                "INSERT INTO events SELECT $1, $2, $3, 1 + (SELECT count(*) FROM events WHERE aggregate_id = $3),
                 gen_random_uuid(), c, $4, $5, $6::json, '{\"command\":\"Example\"}', 'example', c, c, decode(md5('salt'), 'hex'), to_timestamp($1)
                 FROM gen_random_uuid() AS c",
            )
            .bind(position)
            .bind(aggregate)
            .bind(id.to_string())
            .bind(event)
            .bind(version)
            .bind(payload.trim())
            .execute(&mut town.owner)
            .await
            .expect("writes");
        }
    }
    town.owner
        .execute("UPDATE log_head SET (position, recorded_at) = (SELECT max(position), max(recorded_at) FROM events)")
        .await
        .expect("writes");
    let read = town.city.read_schema();
    town.owner.execute(format!("SET search_path TO {read}").as_str()).await.expect("sets");
    town.catch_up().await;
}

/// A model with a fault: whoever handles money breaks it.
struct Brittle;

#[derive(Clone, Serialize, Deserialize)]
struct Known {
    id: Uuid,
}

impl Row for Known {
    const TABLE: Table = Table { name: "known", key: &["id"] };
    type Key = Uuid;
    fn key(&self) -> Uuid {
        self.id
    }
}

impl ReadModel for Brittle {
    fn name(&self) -> &'static str {
        "brittle"
    }
    fn version(&self) -> i32 {
        1
    }
    fn ddl(&self) -> &'static str {
        "CREATE TABLE known{next} (id uuid PRIMARY KEY);"
    }
    fn tables(&self) -> &'static [Table] {
        &[Known::TABLE]
    }
    fn wants(&self, aggregate_type: &str) -> bool {
        aggregate_type == "account"
    }
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
        assert!(!matches!(event, AnyEvent::Account(AccountEvent::RoleGranted { role: Role::Finance })), "a fault of ours");
        rows.put(Known { id: recorded.aggregate() });
    }
}

#[tokio::test]
async fn a_model_whose_fold_panics_stands_right_before_the_event_and_no_other_does() {
    let town = Town::new(|| vec![Arc::new(Brittle), Arc::new(People)]).await;
    for (n, role) in [(1, Role::Officer), (2, Role::Finance), (3, Role::Officer)] {
        town.open(n, &[role]).await;
    }
    town.projections.catch_up().await.expect("the others go on");
    let halts = town.projections.halts().await.expect("answers");
    assert!(matches!(halts.as_slice(), [halt] if halt.model == "brittle" && halt.position == 4 && halt.reason.contains("a fault of ours")), "{halts:?}");
    let mut db = PgConnection::connect_with(&town.city.options(&town.url, Access::Application, &[town.city.read_schema()]).await.expect("options")).await.expect("connects");
    let rebuilt = town.projections.rebuild(&mut db, None).await.expect("the others are rebuilt");
    let faulty: Vec<_> = rebuilt.iter().map(|model| (model.model, model.fault.is_some())).collect();
    assert_eq!(faulty, [("brittle", true), ("people", false)]);
    let stands: Vec<_> = town.projections.checkpoints().await.expect("answers").into_iter().map(|at| (at.model, at.position)).collect();
    assert_eq!(stands, [("brittle".to_owned(), 3), ("people".to_owned(), 6)]);
}

#[tokio::test]
async fn a_rebuild_that_has_no_room_for_rows_makes_the_same_tables() {
    let mut town = Town::new(projections::models::all).await;
    write_examples(&mut town, 3).await;
    let mut db = town.rebuilder().await;
    for room in [0, 2] {
        let pool = town.city.pool(&town.url, Access::Application, 40).await.expect("connects");
        let cramped = Projections::with_room(pool.clone(), projections::models::all(), room);
        let rebuilt = cramped.rebuild(&mut db, None).await.expect("rebuilds");
        assert!(rebuilt.iter().all(|model| model.fault.is_none()), "{rebuilt:?}");
        pool.close().await;
        let verification = town.verify().await;
        assert!(verification.is_clean(), "{verification:?}");
    }
    town.leave().await;
}

#[tokio::test]
async fn every_model_comes_to_the_head_though_one_of_them_read_the_end_before_the_rest_happened() {
    let town = Town::new(projections::models::all).await;
    town.open(1, &[]).await;
    let last = town.projections.models().last().expect("there are models").clone();
    town.projections.advance(last.as_ref()).await.expect("folds");
    town.open(2, &[]).await;
    town.catch_up().await;
    let head = town.store.head().await.expect("answers");
    for checkpoint in town.projections.checkpoints().await.expect("answers") {
        assert_eq!(checkpoint.position, head, "{}", checkpoint.model);
    }
}

#[tokio::test]
async fn a_model_whose_place_a_fallen_database_lost_comes_to_the_head_without_another_event() {
    let mut town = Town::new(projections::models::all).await;
    let _following = town.projections.follow(&town.store);
    town.open(1, &[]).await;
    let head = town.store.head().await.expect("answers");
    assert!(town.projections.wait_for(head, PATIENCE).await.expect("answers"));
    // Rows and checkpoint go together, as they were written.
    town.owner.execute("DELETE FROM accounts; UPDATE checkpoints SET position = 0 WHERE model = 'accounts'").await.expect("loses");
    assert!(town.projections.wait_for(head, PATIENCE).await.expect("answers"), "{:?}", town.projections.checkpoints().await);
    assert!(town.verify().await.is_clean());
}

/// One event of every type, an aggregate for each kind; and a fare and a voucher, for a payment is of
/// one purpose only, and points are spent on one thing: which stream, aggregate, name, version,
/// payload.
fn examples() -> Vec<(String, &'static str, &'static str, &'static str, String)> {
    let golden = |(aggregate, event, version): (&'static str, &'static str, &'static str)| {
        let path = format!("{}/../domain/schemas/golden/{event}.v{version}.json", env!("CARGO_MANIFEST_DIR"));
        let payload = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        (aggregate.to_owned(), aggregate, event, version, payload)
    };
    let mut all: Vec<_> = AnyEvent::catalogue().into_iter().map(golden).collect();
    let like = |name: &str| {
        let (_, aggregate, event, version, payload) = all.iter().find(|example| example.2 == name).cloned().expect("it is in the catalogue");
        (aggregate, event, version, serde_json::from_str::<Value>(&payload).expect("a payload is JSON"))
    };
    let (payment, event, version, mut fare) = like("PaymentCreated");
    let driver = Uuid::from_u128(7);
    fare[event]["purpose"] = json!({"fare": {"ride": {
        "code_id": Uuid::from_u128(4), "generation": 1, "vehicle_id": Uuid::from_u128(5), "licence_id": Uuid::from_u128(6), "driver_id": driver,
    }}});
    fare[event]["split"] = json!({"fare": {"driver_id": driver, "driver": 6_076_000, "commission": 124_000, "tip": 0}});
    let fare = ("fare".to_owned(), payment, event, version, fare.to_string());
    let (purse, event, version, mut redeemed) = like("PointsRedeemed");
    redeemed[event]["reward"] = json!({"voucher": {}});
    all.extend([fare, (purse.to_owned(), purse, event, version, redeemed.to_string())]);
    all.extend(as_they_were().into_iter().map(golden).map(|(stream, aggregate, event, version, payload)| {
        (format!("{stream} as it was"), aggregate, event, version, payload)
    }));
    all
}

/// The events of every aggregate that has written others than today's, as they were written: in the
/// order of today's, and at the end those that are of no such name any more.
fn as_they_were() -> Vec<(&'static str, &'static str, &'static str)> {
    let earlier = AnyEvent::earlier();
    let today: Vec<_> = AnyEvent::catalogue().into_iter().filter(|(aggregate, ..)| earlier.iter().any(|(of, ..)| of == aggregate)).collect();
    let then = |now: &(_, _, _)| *earlier.iter().find(|was| (was.0, was.1) == (now.0, now.1)).unwrap_or(now);
    let gone = earlier.iter().filter(|was| !today.iter().any(|now| (was.0, was.1) == (now.0, now.1)));
    today.iter().map(then).chain(gone.copied()).collect()
}

/// A statement that alters a column, by its type.
fn alter(column: &str, kind: &str) -> String {
    let value = match kind {
        "smallint" | "integer" | "bigint" => format!("coalesce({column}, 0) + 1"),
        "boolean" => format!("NOT coalesce({column}, false)"),
        "uuid" => "gen_random_uuid()".to_owned(),
        "date" => format!("coalesce({column}, '2000-01-01') + 1"),
        "timestamp with time zone" => format!("coalesce({column}, 'epoch') + interval '1 microsecond'"),
        "json" | "jsonb" => "'{\"altered\":true}'".to_owned(),
        "text[]" => format!("coalesce({column}, '{{}}') || ARRAY['altered']"),
        "bytea" => format!("coalesce({column}, '') || '\\x00'"),
        "text" => format!("coalesce({column}, '') || ' '"),
        other => panic!("how is a {other} altered?"),
    };
    format!("{column} = {value}")
}

#[tokio::test(flavor = "multi_thread")]
async fn any_cell_of_any_read_model_is_found_by_its_name() {
    let mut town = Town::new(projections::models::all).await;
    write_examples(&mut town, 3).await;
    let verification = town.verify().await;
    assert!(verification.is_clean(), "{verification:?}");
    let columns: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod)
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = $1 AND c.relkind = 'r' AND a.attnum > 0
             AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey::int2[]))",
    )
    .bind(town.city.read_schema())
    .fetch_all(&mut town.owner)
    .await
    .expect("reads");
    assert!(columns.len() > 30, "{columns:?}");
    // Whoever owns the database can have the ledger's trigger look away.
    town.owner.execute("SET session_replication_role = replica").await.expect("switches triggers off");
    // A column of many tables at once: each is found, however many others are altered. A hundred
    // differences are told one by one.
    let mut by_table: BTreeMap<String, VecDeque<(String, String)>> = BTreeMap::new();
    for (table, column, kind) in columns {
        by_table.entry(table).or_default().push_back((column, kind));
    }
    while by_table.values().any(|columns| !columns.is_empty()) {
        let (mut altered, mut restore) = (BTreeMap::new(), Vec::new());
        for (table, columns) in &mut by_table {
            let rows: i64 = sqlx::query_scalar(&format!("SELECT count(*) FROM {table}")).fetch_one(&mut town.owner).await.expect("counts");
            assert!((1..=100).contains(&rows), "{table} has {rows} rows");
            if altered.values().sum::<i64>() + rows > 100 {
                continue;
            }
            let Some((column, kind)) = columns.pop_front() else { continue };
            town.owner.execute(format!("CREATE TEMP TABLE kept_{table} AS SELECT * FROM {table}").as_str()).await.expect("keeps");
            town.owner.execute(format!("UPDATE {table} SET {}", alter(&column, &kind)).as_str()).await.expect("tampers");
            restore.push(format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM pg_temp.kept_{table}; DROP TABLE pg_temp.kept_{table};"));
            altered.insert((table.clone(), Some(column)), rows);
        }
        let verification = town.verify().await;
        let mut found = BTreeMap::new();
        for difference in verification.differing {
            assert!(difference.first_position.is_some(), "{difference:?}");
            *found.entry((difference.table, difference.column)).or_insert(0) += 1;
        }
        assert_eq!(found, altered);
        town.owner.execute(restore.concat().as_str()).await.expect("restores");
    }
    assert!(town.verify().await.is_clean());
    town.leave().await;
}
