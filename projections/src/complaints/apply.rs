use super::ComplaintRow;
use crate::rows::Rows;
use domain::AnyEvent;
use domain::feedback::complaint::ComplaintEvent;
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let AnyEvent::Complaint(event) = event else { return };
    let ComplaintEvent::ComplaintLodged { ride, category, text, occurred_at, mobile, tracking_sha256, answer_by, .. } = event;
    rows.put(ComplaintRow {
        complaint_id: recorded.aggregate(),
        tracking_sha256: tracking_sha256.clone(),
        vehicle_id: ride.vehicle_id,
        licence_id: ride.licence_id,
        category: category.clone(),
        text: text.clone(),
        mobile: mobile.clone(),
        occurred_at: *occurred_at,
        lodged_at: recorded.recorded_at,
        answer_by: *answer_by,
        state: "lodged".to_owned(),
    });
}
