//! Whoever alters, deletes or invents a row of a read model is found out.

use domain::identity::account::Role;
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection, Row as _};
use std::collections::BTreeMap;
use tests::app::TestApp;
use tests::parvaneh::Parvaneh;
use uuid::Uuid;

/// A table of the read schema, with one of its rows.
struct Cell {
    table: String,
    key: Vec<String>,
    row: String,
    column: Option<(String, String)>,
}

async fn cells(db: &mut PgConnection, schema: &str) -> Vec<Cell> {
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT tablename::text FROM pg_tables WHERE schemaname = $1 ORDER BY 1").bind(schema).fetch_all(&mut *db).await.expect("reads");
    let mut cells = Vec::new();
    for table in tables {
        let key: Vec<String> = sqlx::query_scalar(
            "SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
             WHERE i.indisprimary AND i.indrelid = ($1 || '.' || $2)::regclass",
        )
        .bind(schema)
        .bind(&table)
        .fetch_all(&mut *db)
        .await
        .expect("reads");
        let columns = sqlx::query("SELECT column_name::text, data_type::text FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2 ORDER BY ordinal_position")
            .bind(schema)
            .bind(&table)
            .fetch_all(&mut *db)
            .await
            .expect("reads");
        let plain = columns.iter().map(|row| (row.get::<String, _>(0), row.get::<String, _>(1)));
        let column = plain.filter(|(name, _)| !key.contains(name)).next_back();
        let row = sqlx::query_scalar(&format!("SELECT to_json(t)::text FROM {schema}.{table} t LIMIT 1")).fetch_optional(&mut *db).await.expect("reads");
        cells.push(Cell { row: row.unwrap_or_else(|| panic!("{table} is empty: the story must fill every table")), table, key, column });
    }
    cells
}

/// Another value of the same type.
fn other(column: &str, data_type: &str) -> String {
    match data_type {
        "integer" | "bigint" | "smallint" => format!("coalesce({column}, 0) + 1"),
        "boolean" => format!("NOT coalesce({column}, false)"),
        "timestamp with time zone" => format!("coalesce({column}, '2020-01-01') + interval '1 second'"),
        "date" => format!("coalesce({column}, '2020-01-01') + 1"),
        "uuid" => "gen_random_uuid()".to_owned(),
        "json" => "'[\"altered\"]'".to_owned(),
        "ARRAY" => "ARRAY['altered']".to_owned(),
        _ => format!("coalesce({column}, '') || 'x'"),
    }
}

#[tokio::test]
async fn a_row_that_was_altered_deleted_or_invented_is_a_difference_in_every_table() {
    let app = TestApp::start().await;
    let taxi = app.valid_taxi().await;
    let anyone = app.anyone();
    anyone.post(&format!("/api/v1/scan/{}/ratings", taxi.code), json!({"stars": 4, "comment": "خوب"})).await.expect(201);
    let complaint = json!({"category": first_category(&app), "text": "دیر آمد"});
    anyone.post(&format!("/api/v1/scan/{}/complaints", taxi.code), complaint).await.expect(201);
    app.drafted(&taxi, false).await;
    app.shift_in(&taxi.vehicle_id).await;
    let answer = json!({"poll_id": app.poll().await, "choice": "1"});
    anyone.post(&format!("/api/v1/scan/{}/poll-answers", taxi.code), answer).await.expect(201);
    let officer = app.staff(Role::Officer).await;
    let complaint = app.complaint_about(&taxi).await;
    officer.post(&format!("/api/v1/complaints/{complaint}/answers"), json!({"text": "بررسی می‌کنیم"})).await.expect(200);
    app.driver(&taxi, true).await;
    let (fare, _) = app.begin_fare(&anyone, &taxi, 180_000, 50_000).await;
    app.pay(&fare).await;
    app.inspection_of(&taxi.vehicle_id).await;
    app.affiliation_of(&taxi.vehicle_id).await;
    app.agency_of(Uuid::new_v4()).await;
    let payer = app.payer().await;
    let invoice = app.invoice(&payer, &[("issue", 6_200_000)]).await;
    app.pay(&app.begin(&payer, &invoice, "zarinpal").await).await;
    app.spend_points(&payer, "voucher").await;
    app.spend_points(&app.payer().await, "inspection-1405").await;
    app.staff(Role::Auditor).await;
    app.settle().await;
    let parvaneh = Parvaneh::beside(&app);
    let (status, clean) = parvaneh.json(&["replay", "--verify"]);
    assert_eq!((status, &clean["differences"], &clean["differing"]), (0, &0.into(), &json!([])), "{clean}");
    app.settle().await;

    let mut db = PgConnection::connect(&app.database.url).await.expect("connects");
    // What guards the ledger would refuse most of this: whoever owns the server can pass it by.
    sqlx::query("SET session_replication_role = replica").execute(&mut db).await.expect("a superuser");
    let schema = app.city.read_schema();
    // Checkpoints move on with every audit, since auditing is an event too: only rows that no
    // projection rewrites can be put back. Altering them is the auditor's own test.
    let cells: Vec<Cell> = cells(&mut db, &schema).await.into_iter().filter(|cell| cell.table != "checkpoints").collect();
    let here = "to_json(t)::text = $1";
    let name = |cell: &Cell| format!("{schema}.{}", cell.table);
    let back = |cell: &Cell| format!("INSERT INTO {0} SELECT * FROM json_populate_record(NULL::{0}, $1::json)", name(cell));

    // A row of every table at once: each is found, whatever else is wrong.
    let (mut expected, mut altered) = (BTreeMap::new(), Vec::new());
    for cell in &cells {
        let last = cell.key.last().expect("a key has columns");
        let elsewhere = match type_of(&mut db, &schema, &cell.table, last).await.as_str() {
            "bigint" => "987654320",
            _ => "'00000000-0000-4000-8000-00000000ffff'",
        };
        let keys: Vec<String> = cell.key.iter().map(|key| format!("t.{key}::text = ($1::json)->>'{key}'")).collect();
        let (change, there, differences) = match &cell.column {
            Some((column, data_type)) => (format!("{column} = {}", other(column, data_type)), keys.join(" AND "), 1),
            // A row that is all key becomes another row: one is missing, one is too many.
            None => (format!("{last} = {elsewhere}"), format!("t.{last} = {elsewhere} AND $1::text IS NOT NULL"), 2),
        };
        run(&mut db, &format!("UPDATE {} t SET {change} WHERE {here}", name(cell)), &cell.row).await;
        altered.push(there);
        expected.insert(cell.table.clone(), differences);
    }
    let found = differences(&parvaneh, &expected);
    for (cell, there) in cells.iter().zip(altered) {
        let found = &found[&cell.table];
        assert!(found.iter().any(|difference| difference["first_position"].is_i64()), "altered {}: {found:?}", cell.table);
        run(&mut db, &format!("DELETE FROM {} t WHERE {there}", name(cell)), &cell.row).await;
        run(&mut db, &back(cell), &cell.row).await;
    }

    let expected: BTreeMap<String, i64> = cells.iter().map(|cell| (cell.table.clone(), 1)).collect();
    for cell in &cells {
        run(&mut db, &format!("DELETE FROM {} t WHERE {here}", name(cell)), &cell.row).await;
    }
    let found = differences(&parvaneh, &expected);
    for cell in &cells {
        let found = &found[&cell.table];
        assert!(found[0]["live"].is_null() && found[0]["first_position"].is_i64(), "deleted {}: {found:?}", cell.table);
        run(&mut db, &back(cell), &cell.row).await;
    }

    for cell in &cells {
        let (table, first) = (name(cell), &cell.key[0]);
        let data_type = type_of(&mut db, &schema, &cell.table, first).await;
        let invented = format!("INSERT INTO {table} SELECT (json_populate_record(t, json_build_object('{first}', {}))).* FROM {table} t WHERE {here}", match data_type.as_str() {
            "bigint" => "987654321".to_owned(),
            "uuid" => "gen_random_uuid()".to_owned(),
            _ => format!("t.{first} || 'x'"),
        });
        run(&mut db, &invented, &cell.row).await;
    }
    let found = differences(&parvaneh, &expected);
    for cell in &cells {
        let found = &found[&cell.table];
        assert!(found[0]["replayed"].is_null() && found[0]["first_position"].is_null(), "invented in {}: {found:?}", cell.table);
        let key = found[0]["key"].as_str().expect("a key").split('/').next().unwrap_or_default().to_owned();
        run(&mut db, &format!("DELETE FROM {} t WHERE t.{}::text = $1", name(cell), cell.key[0]), &key).await;
    }
    assert_eq!(parvaneh.json(&["replay", "--verify"]).0, 0, "everything was put back");
}

fn first_category(app: &TestApp) -> String {
    app.ctx.policy_now().feedback.complaint_categories[0].code.clone()
}

async fn type_of(db: &mut PgConnection, schema: &str, table: &str, column: &str) -> String {
    sqlx::query_scalar("SELECT data_type::text FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2 AND column_name = $3")
        .bind(schema)
        .bind(table)
        .bind(column)
        .fetch_one(db)
        .await
        .expect("reads")
}

async fn run(db: &mut PgConnection, sql: &str, row: &str) {
    let done = sqlx::query(sql).bind(row).execute(db).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    assert_eq!(done.rows_affected(), 1, "{sql}");
}

/// What the audit finds, by table: as many differences in each as are expected there, and none elsewhere.
fn differences(parvaneh: &Parvaneh, expected: &BTreeMap<String, i64>) -> BTreeMap<String, Vec<Value>> {
    let (status, found) = parvaneh.json(&["replay", "--verify"]);
    assert_eq!((status, &found["differences"]), (1, &json!(expected.values().sum::<i64>())), "{found}");
    let mut by_table: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for difference in found["differing"].as_array().expect("a list") {
        for field in ["key", "column", "live", "replayed", "first_position"] {
            assert!(difference.get(field).is_some(), "{field} is missing: {difference}");
        }
        by_table.entry(difference["table"].as_str().expect("a name").to_owned()).or_default().push(difference.clone());
    }
    let counted: BTreeMap<String, i64> = by_table.iter().map(|(table, found)| (table.clone(), found.len() as i64)).collect();
    assert_eq!(&counted, expected, "{found}");
    by_table
}
