//! A log of its own for each test, in a city whose name nobody knew before.

use chrono::{DateTime, TimeZone, Utc};
use domain::kernel::{Plate, Vin};
use domain::licensing::vehicle::{Fuel, RegisterVehicle, VehicleCommand};
use event_store::{Access, City, Envelope, EventStore, Keys, migrate};
use tests::database::TestDatabase;
use uuid::Uuid;

pub struct Log {
    pub city: City,
    pub store: EventStore,
    pub database: TestDatabase,
}

pub async fn log() -> Log {
    let database = TestDatabase::new("empty", async |_: &str| {}).await;
    let name = format!("shahr_{}", &Uuid::new_v4().simple().to_string()[..8]);
    let city = City::parse(&name).expect("a good name");
    let migrated = migrate::migrate(&database.url, &city).await.expect("migrates");
    assert!(migrated.roles, "the tests' server lets us make roles");
    let pool = city.pool(&database.url, Access::Application, 8).await.expect("connects");
    let store = EventStore::open(pool, Keys::generate()).await.expect("opens");
    Log { city, store, database }
}

impl Log {
    pub async fn scalar(&self, sql: &str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(self.store.pool()).await.expect("answers")
    }

    /// Does to the log what nobody may: as the server's own administrator, past every trigger.
    pub async fn by_hand(&self, sql: &str) {
        let owner = self.city.pool(&self.database.url, Access::Owner, 1).await.expect("connects");
        let sql = format!("SET session_replication_role = replica; {sql}");
        sqlx::raw_sql(&sql).execute(&owner).await.expect("is done");
        owner.close().await;
    }
}

pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 8, 30, 0).single().expect("a real moment")
}

pub fn envelope(command: &'static str) -> Envelope {
    Envelope::new(command, Uuid::new_v4(), "officer-1", noon())
}

/// A car with this plate's three digits and this VIN's last six.
pub fn register(three: u32, vin: u32) -> VehicleCommand {
    VehicleCommand::Register(RegisterVehicle {
        threshold_years: None,
        plate: Plate::parse(&format!("12ت{three:03}-79")).expect("a plate"),
        vin: Vin::parse(&format!("NAAA1234567{vin:06}")).expect("a VIN"),
        make: "ایران‌خودرو".to_owned(),
        model: "سمند".to_owned(),
        year: 2021,
        this_year: 2026,
        colour: "زرد".to_owned(),
        fuel: Fuel::Dual,
        permit_kind: "taxi".to_owned(),
        policy_version: "1405-01".to_owned(),
    })
}
