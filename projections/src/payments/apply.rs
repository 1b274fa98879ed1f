use super::{PaymentRow, PaymentState};
use crate::rows::Rows;
use domain::AnyEvent;
use domain::payments::payment::{PaymentEvent, PaymentPurpose};
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let AnyEvent::Payment(event) = event else { return };
    if let PaymentEvent::PaymentCreated { purpose, account_id, amount, gateway, .. } = event {
        let invoice_id = match purpose {
            PaymentPurpose::Invoice { invoice_id } => Some(*invoice_id),
            PaymentPurpose::Fare { .. } => None,
        };
        rows.put(PaymentRow {
            payment_id: recorded.aggregate(),
            invoice_id,
            account_id: *account_id,
            mobile: None,
            amount: *amount,
            gateway: *gateway,
            state: PaymentState::SessionRequested,
            asked: 0,
            doubted_at: None,
            reference: None,
            card_masked: None,
            fee: None,
            code: None,
            created_at: recorded.recorded_at,
            news_at: recorded.recorded_at,
            position: recorded.position,
        });
        return;
    }
    rows.change::<PaymentRow>(recorded.aggregate(), |row| {
        change(row, event);
        if row.state == PaymentState::InDoubt && row.doubted_at.is_none() {
            row.doubted_at = Some(recorded.recorded_at);
        }
        row.news_at = recorded.recorded_at;
        row.position = recorded.position;
    });
}

fn change(row: &mut PaymentRow, event: &PaymentEvent) {
    row.state = match event {
        PaymentEvent::PaymentCreated { .. } | PaymentEvent::GatewaySessionRequested { .. } => PaymentState::SessionRequested,
        PaymentEvent::PayerMobileGiven { mobile } => {
            row.mobile = Some(mobile.clone());
            row.state
        }
        PaymentEvent::MismatchedMoneyHeld { .. } | PaymentEvent::MismatchedMoneyReleased { .. } => row.state,
        PaymentEvent::GatewaySessionOpened { .. } => PaymentState::Started,
        // A hint that comes later than the first changes nothing.
        PaymentEvent::CallbackReceived { .. } if row.state == PaymentState::Started => PaymentState::CallbackReceived,
        PaymentEvent::CallbackReceived { .. } => row.state,
        PaymentEvent::VerificationRequested {} => PaymentState::Verifying,
        PaymentEvent::GatewayTimeoutDuringVerification { asked } => {
            row.asked = asked.cast_signed();
            PaymentState::InDoubt
        }
        PaymentEvent::PaymentSucceeded { reference, card_masked, fee, .. } => {
            row.reference = Some(reference.clone());
            row.card_masked = card_masked.clone();
            row.fee = *fee;
            row.code = None;
            PaymentState::Succeeded
        }
        PaymentEvent::PaymentRejected { code } => {
            row.code = Some(code.clone());
            PaymentState::Failed
        }
        PaymentEvent::PaymentCancelledByUser {} => PaymentState::Cancelled,
        PaymentEvent::PaymentExpired {} => PaymentState::Expired,
        PaymentEvent::AmountMismatchDetected { .. } | PaymentEvent::PaymentReferredForReview { .. } => PaymentState::NeedsReview,
        PaymentEvent::DuplicatePaymentDetected { .. } => PaymentState::Duplicate,
        PaymentEvent::LatePaymentDetected { .. } => PaymentState::Late,
    };
}
