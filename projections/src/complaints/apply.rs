use super::{AnswerRow, ComplaintRow, ComplaintState};
use crate::rows::Rows;
use domain::AnyEvent;
use domain::feedback::complaint::ComplaintEvent;
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let AnyEvent::Complaint(event) = event else { return };
    let (complaint_id, position, at) = (recorded.aggregate(), recorded.position, recorded.recorded_at);
    let mut change = |change: &dyn Fn(&mut ComplaintRow)| {
        rows.change::<ComplaintRow>(complaint_id, |row| {
            row.position = position;
            change(row);
        });
    };
    match event {
        ComplaintEvent::ComplaintLodged { ride, category, text, occurred_at, mobile, tracking_sha256, answer_by, .. } => rows.put(ComplaintRow {
            complaint_id,
            tracking_sha256: tracking_sha256.clone(),
            vehicle_id: ride.vehicle_id,
            licence_id: ride.licence_id,
            driver_id: ride.driver_id,
            category: category.clone(),
            text: text.clone(),
            mobile: mobile.clone(),
            occurred_at: *occurred_at,
            lodged_at: at,
            answer_by: *answer_by,
            account: None,
            driver_asked_at: None,
            driver_answer_by: None,
            driver_answer: None,
            driver_heard_at: None,
            outcome: None,
            reason: None,
            note: None,
            resolved_at: None,
            state: ComplaintState::Lodged,
            position,
        }),
        ComplaintEvent::PassengerAnswered { text } => {
            change(&|_| {});
            rows.put(AnswerRow { position, complaint_id, text: text.clone(), answered_at: at });
        }
        ComplaintEvent::DriverAsked { account, answer_by, .. } => change(&|row| {
            row.account = Some(account.clone());
            row.driver_asked_at = Some(at);
            row.driver_answer_by = Some(*answer_by);
            row.state = ComplaintState::DriverAsked;
        }),
        ComplaintEvent::DriverHeard { text } => change(&|row| {
            row.driver_answer = Some(text.clone());
            row.driver_heard_at = Some(at);
            row.state = ComplaintState::DriverHeard;
        }),
        ComplaintEvent::ComplaintResolved { outcome, reason, note, .. } => change(&|row| {
            row.outcome = Some(*outcome);
            row.reason = Some(reason.clone());
            row.note = note.clone();
            row.resolved_at = Some(at);
            row.state = ComplaintState::Resolved;
        }),
    }
}
