//! A register is imported once, whatever happens in between.

use sqlx::{Connection as _, PgConnection};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tests::database::TestDatabase;
use tests::parvaneh::Parvaneh;

const HEADER: &str = "Vehicle Type,Public Vehicle Number,Status,Vehicle Make,Vehicle Model,Vehicle Model Year,Vehicle Color,Vehicle Fuel Source,\
Wheelchair Accessible,Company Name,Address,City,State,ZIP Code,Taxi Affiliation,Taxi Medallion License Management ,Record ID";

/// A register of so many rows, odd ones among them, and one without a key.
fn register(rows: u32) -> String {
    let mut csv = format!("{HEADER}\n");
    for n in 1..rows {
        let status = ["ACTIVE", "ACTIVE", "ACTIVE", "VIOLATION", "SURRENDER", "REVOKED", "INACTIVE"][n as usize % 7];
        let year = ["2016", "", "2859"][usize::from(n % 40 == 0) + usize::from(n % 80 == 0)];
        writeln!(
            csv,
            "Taxi,{n},{status},TOYOTA,CAMRY,{year},YELLOW,Hybrid,N,\"MAIN, LLC {n}\",1 MAIN ST.,CHICAGO,IL,60608,DIS-AFFILIATED,,{n}Taxi"
        )
        .expect("a text takes a line");
    }
    csv.push_str("Taxi,7,ACTIVE,TOYOTA,CAMRY,2016,YELLOW,Hybrid,N,NOBODY,1 MAIN ST.,CHICAGO,IL,60608,,,\n");
    csv
}

/// Everything that read models say, but for times and positions.
async fn told(url: &str) -> Vec<String> {
    let mut db = PgConnection::connect(url).await.expect("connects");
    let mut all = Vec::new();
    for (table, without) in [
        ("vehicles", "'registered_at', 'position'"),
        ("licences", "'issued_at', 'position'"),
        ("licence_states", "'recorded_at', 'position'"),
        ("fleet_codes", "'issued_at'"),
        ("fleet_tokens", "'-'"),
    ] {
        let sql = format!("SELECT '{table} ' || (to_jsonb(t) - ARRAY[{without}])::text FROM kenar_read.{table} t ORDER BY 1");
        all.extend(sqlx::query_scalar::<_, String>(&sql).fetch_all(&mut db).await.expect("reads"));
    }
    all
}

async fn events(url: &str) -> i64 {
    let Ok(mut db) = PgConnection::connect(url).await else { return 0 };
    sqlx::query_scalar("SELECT position FROM kenar.log_head").fetch_one(&mut db).await.unwrap_or(0)
}

fn empty() -> impl Future<Output = TestDatabase> {
    TestDatabase::new("empty", async |_: &str| {})
}

#[tokio::test]
async fn an_import_that_was_killed_ends_like_one_that_was_not() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("register.csv");
    std::fs::write(&file, register(1_500)).expect("writes");
    let file = path(&file);

    let whole = empty().await;
    let calm = Parvaneh::new(&whole.url, "kenar");
    let (status, report) = calm.json(&["import", "vehicles", file]);
    assert_eq!((status, &report["imported"], &report["already"], &report["refused"], &report["rows"]), (1, &1_499.into(), &0.into(), &1.into(), &1_500.into()));
    let (_, again) = calm.json(&["import", "vehicles", file]);
    assert_eq!((&again["imported"], &again["already"], &again["refused"], &again["events"]), (&0.into(), &1_499.into(), &1.into(), &0.into()));

    // The same keys, so that codes can be compared; killed as soon as the log has begun to fill.
    let torn = empty().await;
    let killed = calm.elsewhere(&torn.url);
    for enough in [150, 900, 2_000] {
        let mut running = killed.command(&["import", "vehicles", file]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        while events(&torn.url).await < enough && running.try_wait().expect("answers").is_none() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        running.kill().expect("is killed, or has ended");
        running.wait().expect("ends");
    }
    assert!(events(&torn.url).await < events(&whole.url).await, "the last kill came too late to prove anything");
    let (_, resumed) = killed.json(&["import", "vehicles", file]);
    let count = |field: &str| resumed[field].as_i64().expect("a number");
    assert_eq!(count("imported") + count("already") + count("refused"), 1_500);
    assert!(count("imported") < 1_499 || count("events") > 0);

    let (calm_rows, torn_rows) = (told(&whole.url).await, told(&torn.url).await);
    assert_eq!(calm_rows.len(), torn_rows.len());
    for (calm_row, torn_row) in calm_rows.iter().zip(&torn_rows) {
        assert_eq!(calm_row, torn_row);
    }
    assert_eq!(killed.json(&["replay", "--verify"]).0, 0);
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

#[tokio::test]
async fn what_is_refused_is_named_in_the_report() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let (file, report) = (folder.path().join("register.csv"), folder.path().join("report.csv"));
    std::fs::write(&file, register(60)).expect("writes");
    let database = empty().await;
    let parvaneh = Parvaneh::new(&database.url, "kenar");
    let (status, dry) = parvaneh.json(&["import", "vehicles", path(&file), "--dry-run"]);
    assert_eq!((status, &dry["rows"], &dry["refused"], &dry["events"]), (1, &60.into(), &1.into(), &0.into()));
    parvaneh.json(&["import", "vehicles", path(&file), "--report", path(&report)]);
    let report = std::fs::read_to_string(&report).expect("a report");
    assert!(report.lines().any(|line| line.starts_with("61,") && line.contains("refused,row-key-missing")), "{report}");
    assert!(report.lines().any(|line| line.contains("warning,blank")), "{report}");

    let nothing = parvaneh.call(&["import", "vehicles", "/nowhere.csv"]);
    assert_eq!(nothing.status.code(), Some(2), "{nothing:?}");
}

#[tokio::test]
async fn inspections_join_the_vehicles_that_were_imported_and_are_imported_once() {
    const INSPECTIONS: &str = include_str!("../../../services/application/tests-data/chicago-vehicle-inspections.csv");
    let folder = tempfile::TempDir::new().expect("a folder");
    let (vehicles, inspections) = (folder.path().join("vehicles.csv"), folder.path().join("inspections.csv"));
    let taxi = |number: &str| format!("Taxi,{number},ACTIVE,TOYOTA,CAMRY,2016,YELLOW,Hybrid,N,NOBODY,1 MAIN ST.,CHICAGO,IL,60608,,,{number}Taxi\n");
    std::fs::write(&vehicles, format!("{HEADER}\n{}", ["4332", "3290", "6604", "1649"].map(taxi).concat())).expect("writes");
    std::fs::write(&inspections, INSPECTIONS).expect("writes");
    let database = empty().await;
    let parvaneh = Parvaneh::new(&database.url, "kenar");
    parvaneh.json(&["import", "vehicles", path(&vehicles)]);

    let (_, dry) = parvaneh.json(&["import", "inspections", path(&inspections), "--dry-run"]);
    assert_eq!((&dry["imported"], &dry["refused"], &dry["events"]), (&4.into(), &2.into(), &0.into()), "{dry}");
    let (status, first) = parvaneh.json(&["import", "inspections", path(&inspections)]);
    // Of a livery and an ambulance nothing is known here.
    assert_eq!((status, &first["rows"], &first["imported"], &first["refused"]), (1, &6.into(), &4.into(), &2.into()), "{first}");
    let (_, again) = parvaneh.json(&["import", "inspections", path(&inspections)]);
    assert_eq!((&again["imported"], &again["already"], &again["refused"], &again["events"]), (&0.into(), &4.into(), &2.into(), &0.into()));
    assert_eq!(parvaneh.json(&["replay", "--verify"]).0, 0);
}
