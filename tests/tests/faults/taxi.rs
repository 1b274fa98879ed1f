//! A taxi in which passengers can pay.

use crate::city::{City, NAME};
use crate::clients::ClientAt;
use application::policy::PolicyBook;
use chrono::Utc;
use domain::licensing::licence::{IssueLicence, Licence, LicenceCommand, LicenceSubject};
use event_store::Envelope;
use std::time::Duration;
use uuid::Uuid;

/// Rial.
pub const FARE: i64 = 180_000;

/// A taxi with a valid licence and somebody at the wheel; its code.
pub async fn driven(city: &City, client: &ClientAt) -> String {
    let vehicle_id = client.licensed_car().await;
    let log = city.log().await;
    let today = Utc::now().date_naive();
    let issue = LicenceCommand::Issue(IssueLicence {
        subject: LicenceSubject::Driver { person_id: Uuid::new_v4(), vehicle_id: vehicle_id.parse().expect("an id") },
        number: "D-1405-000001".to_owned(),
        permit_kind: "taxi_driver".to_owned(),
        starts_on: today,
        today,
        term_years: 1,
        backdating_days: 0,
        forward_days: 0,
        application_id: None,
        policy_version: PolicyBook::embedded().at(Utc::now()).version.clone(),
    });
    let envelope = Envelope::new("IssueLicence", Uuid::now_v7(), "operator", Utc::now());
    log.execute::<Licence>(Uuid::new_v4(), issue, envelope).await.expect("is issued");
    loop {
        let driven: i64 = sqlx::query_scalar(&format!("SELECT count(*) FROM {NAME}_read.assignments")).fetch_one(log.pool()).await.expect("reads");
        if let (Some(code), 1) = (client.code_of(&vehicle_id).await, driven) {
            return code;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
