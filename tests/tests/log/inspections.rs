//! Inspections and the life of a vehicle, for the story that stock readers read.

use crate::support::{Log, noon, register};
use domain::licensing::inspection::{
    Inspection, InspectionCommand, InspectionOutcome, LegacyInspection, LegacyResult, RecordInspection,
};
use domain::licensing::vehicle::{RegisterVehicle, Vehicle, VehicleCommand};
use domain::policy::Choice;
use uuid::Uuid;

fn record(outcome: InspectionOutcome) -> InspectionCommand {
    InspectionCommand::Record(RecordInspection {
        outcome,
        note: None,
        offered: vec![Choice { code: "brakes".to_owned(), fa: "…".to_owned(), en: "…".to_owned() }],
        today: noon().date_naive(),
        policy_version: "1405-01".to_owned(),
    })
}

impl Log {
    /// Everything that can become of an inspection, and of a vehicle that grows old.
    pub async fn tell_of_inspections(&self) {
        let today = noon().date_naive();
        for outcome in [InspectionOutcome::Passed, InspectionOutcome::Failed { defects: vec!["brakes".to_owned()] }, InspectionOutcome::NoShow] {
            let schedule = InspectionCommand::Schedule { vehicle_id: Uuid::new_v4(), on: today, today };
            self.tell::<Inspection>(vec![schedule, record(outcome)]).await;
        }
        let row = LegacyInspection {
            source: "chicago".to_owned(),
            source_key: "1767Taxi:RETEST".to_owned(),
            source_row_hash: "00".repeat(32),
            mapping_version: "1".to_owned(),
            vehicle_id: Uuid::new_v4(),
            kind: Some("RETEST".to_owned()),
            scheduled_at: today.and_hms_opt(9, 0, 0).expect("a time"),
            result: LegacyResult::Passed,
            source_result: "PASSED".to_owned(),
        };
        self.tell::<Inspection>(vec![InspectionCommand::Import(Box::new(row))]).await;
        let VehicleCommand::Register(car) = register(346, 9) else { unreachable!("it registers") };
        let old = RegisterVehicle { year: 2010, threshold_years: Some(8), ..car };
        self.tell::<Vehicle>(vec![
            VehicleCommand::Register(old),
            VehicleCommand::ReachThresholdAge { today },
            VehicleCommand::FlagWornOut { failed: vec![Uuid::new_v4()], policy_version: "1405-01".to_owned() },
        ])
        .await;
    }
}
