use super::{FareRow, FareState};
use crate::rows::Rows;
use domain::AnyEvent;
use domain::payments::payment::{PaymentEvent, PaymentPurpose, Split};
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let AnyEvent::Payment(event) = event else { return };
    let state = match event {
        PaymentEvent::PaymentCreated {
            purpose: PaymentPurpose::Fare { ride },
            split: Split::Fare { driver_id, driver, commission, tip },
            ..
        } => {
            return rows.put(FareRow {
                payment_id: recorded.aggregate(),
                vehicle_id: ride.vehicle_id,
                driver_id: *driver_id,
                driver: *driver,
                commission: *commission,
                tip: *tip,
                state: FareState::Waiting,
                begun_at: recorded.recorded_at,
                news_at: recorded.recorded_at,
                position: recorded.position,
            });
        }
        PaymentEvent::PaymentSucceeded { purpose: PaymentPurpose::Fare { .. }, .. } => FareState::Paid,
        PaymentEvent::PaymentRejected { .. } | PaymentEvent::PaymentCancelledByUser {} | PaymentEvent::PaymentExpired {} => FareState::Unpaid,
        PaymentEvent::DuplicatePaymentDetected { .. } | PaymentEvent::LatePaymentDetected { .. } => FareState::Unpaid,
        _ => return,
    };
    rows.change::<FareRow>(recorded.aggregate(), |row| {
        row.state = state;
        row.news_at = recorded.recorded_at;
        row.position = recorded.position;
    });
}
