use super::{InspectionResult, InspectionRow};
use crate::rows::Rows;
use chrono::NaiveDate;
use domain::AnyEvent;
use domain::licensing::inspection::{InspectionEvent, LegacyInspection};
use event_store::Recorded;
use uuid::Uuid;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let AnyEvent::Inspection(event) = event else { return };
    let row = |vehicle_id, result, on| row(recorded, vehicle_id, result, on);
    rows.put(match event.clone() {
        InspectionEvent::InspectionScheduled { vehicle_id, on } => row(vehicle_id, InspectionResult::Scheduled, on),
        InspectionEvent::InspectionPassed { vehicle_id, on, note } => InspectionRow { note, ..row(vehicle_id, InspectionResult::Passed, on) },
        InspectionEvent::InspectionFailed { vehicle_id, on, defects, note, .. } => {
            InspectionRow { defects, note, ..row(vehicle_id, InspectionResult::Failed, on) }
        }
        InspectionEvent::InspectionNoShow { vehicle_id, on } => row(vehicle_id, InspectionResult::NoShow, on),
        InspectionEvent::LegacyInspectionImported(legacy) => {
            let LegacyInspection { source, source_key, vehicle_id, kind, scheduled_at, result, source_result, .. } = *legacy;
            InspectionRow {
                source: Some(source),
                source_key: Some(source_key),
                source_kind: kind,
                source_result: Some(source_result),
                ..row(vehicle_id, result.into(), scheduled_at.date())
            }
        }
    });
}

fn row(recorded: &Recorded, vehicle_id: Uuid, result: InspectionResult, on_day: NaiveDate) -> InspectionRow {
    InspectionRow {
        inspection_id: recorded.aggregate(),
        vehicle_id,
        result,
        on_day,
        defects: Vec::new(),
        note: None,
        source: None,
        source_key: None,
        source_kind: None,
        source_result: None,
        recorded_at: recorded.recorded_at,
        position: recorded.position,
    }
}
