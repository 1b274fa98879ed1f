use super::{InvoiceRow, InvoiceState};
use crate::rows::Rows;
use domain::AnyEvent;
use domain::kernel::Rial;
use domain::payments::invoice::{InvoiceEvent, InvoicePurpose};
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let AnyEvent::Invoice(event) = event else { return };
    match event {
        InvoiceEvent::InvoiceIssued { number, purpose, account_id, person_id, items, total, due_on, bill, tariff_version } => {
            let InvoicePurpose::Application { application_id } = purpose;
            rows.put(InvoiceRow {
                invoice_id: recorded.aggregate(),
                number: number.clone(),
                application_id: Some(*application_id),
                account_id: *account_id,
                person_id: *person_id,
                items: items.clone(),
                total: *total,
                discount: Rial::ZERO,
                voucher_id: None,
                due_on: *due_on,
                bill_id: bill.as_ref().map(|bill| bill.bill_id.as_str().to_owned()),
                payment_ref: bill.as_ref().map(|bill| bill.payment_ref.as_str().to_owned()),
                tariff_version: tariff_version.clone(),
                state: InvoiceState::Issued,
                payment_id: None,
                issued_at: recorded.recorded_at,
                closed_at: None,
                position: recorded.position,
            });
        }
        InvoiceEvent::VoucherApplied { voucher_id, taken, total, bill, .. } => rows.change::<InvoiceRow>(recorded.aggregate(), |invoice| {
            invoice.total = *total;
            invoice.discount = Rial::sum(taken.iter().map(|item| item.amount)).unwrap_or_default();
            invoice.voucher_id = Some(*voucher_id);
            invoice.bill_id = bill.as_ref().map(|bill| bill.bill_id.as_str().to_owned());
            invoice.payment_ref = bill.as_ref().map(|bill| bill.payment_ref.as_str().to_owned());
            invoice.position = recorded.position;
        }),
        InvoiceEvent::VoucherReturned { .. } => rows.change::<InvoiceRow>(recorded.aggregate(), |invoice| {
            invoice.total = invoice.total.checked_add(invoice.discount).unwrap_or(invoice.total);
            invoice.discount = Rial::ZERO;
            invoice.voucher_id = None;
            invoice.position = recorded.position;
        }),
        InvoiceEvent::InvoicePaid { payment_id, .. } => close(recorded, rows, InvoiceState::Paid, *payment_id),
        InvoiceEvent::InvoiceCancelled { .. } => close(recorded, rows, InvoiceState::Cancelled, None),
    }
}

fn close(recorded: &Recorded, rows: &mut Rows, state: InvoiceState, payment_id: Option<uuid::Uuid>) {
    rows.change::<InvoiceRow>(recorded.aggregate(), |invoice| {
        invoice.state = state;
        invoice.payment_id = payment_id;
        invoice.closed_at = Some(recorded.recorded_at);
        invoice.position = recorded.position;
    });
}
