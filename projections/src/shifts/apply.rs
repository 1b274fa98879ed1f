use super::ShiftRow;
use crate::rows::Rows;
use domain::AnyEvent;
use domain::fleet::shift::ShiftEvent;
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let AnyEvent::Shift(event) = event else { return };
    let shift_id = recorded.aggregate();
    match event {
        ShiftEvent::ShiftStarted { assignment_id, vehicle_id, person_id } => rows.put(ShiftRow {
            shift_id,
            assignment_id: *assignment_id,
            vehicle_id: *vehicle_id,
            person_id: *person_id,
            consent: false,
            started_at: recorded.recorded_at,
            ended_at: None,
        }),
        ShiftEvent::LocationConsentGiven { .. } => rows.change::<ShiftRow>(shift_id, |row| row.consent = true),
        ShiftEvent::LocationConsentWithdrawn {} => rows.change::<ShiftRow>(shift_id, |row| row.consent = false),
        ShiftEvent::ShiftEnded {} => rows.change::<ShiftRow>(shift_id, |row| row.ended_at = Some(recorded.recorded_at)),
    }
}
