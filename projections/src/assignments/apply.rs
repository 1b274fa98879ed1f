use super::AssignmentRow;
use crate::rows::Rows;
use domain::AnyEvent;
use domain::licensing::assignment::AssignmentEvent;
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let AnyEvent::Assignment(event) = event else { return };
    let assignment_id = recorded.aggregate();
    match event {
        AssignmentEvent::DriverAssigned { vehicle_id, licence_id, person_id, shift } => rows.put(AssignmentRow {
            assignment_id,
            vehicle_id: *vehicle_id,
            licence_id: *licence_id,
            person_id: *person_id,
            shift: shift.clone(),
            assigned_at: recorded.recorded_at,
            ended_at: None,
        }),
        AssignmentEvent::ShiftChanged { shift } => rows.change::<AssignmentRow>(assignment_id, |row| row.shift = shift.clone()),
        AssignmentEvent::AssignmentEnded {} => {
            rows.change::<AssignmentRow>(assignment_id, |row| row.ended_at = Some(recorded.recorded_at));
        }
    }
}
