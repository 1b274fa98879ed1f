//! Bills and payments as the views show them.

use crate::pages::map::choice;
use crate::views::Choice;
use crate::views::payments::{BillStatus, InvoiceLine, Outcome};
use application::Context;
use application::invoices::InvoiceView;
use chrono::NaiveDate;
use domain::payments::GatewayName;
use domain::payments::invoice::InvoiceItem;
use i18n::Locale;
use projections::invoices::{InvoiceRow, InvoiceState};
use projections::payments::PaymentState;

/// How an invoice stands on a day.
pub(super) fn status(invoice: &InvoiceRow, today: NaiveDate) -> BillStatus {
    match invoice.state {
        InvoiceState::Issued if invoice.due_on < today => BillStatus::Overdue,
        InvoiceState::Issued => BillStatus::Owed,
        InvoiceState::Paid => BillStatus::Paid,
        InvoiceState::Cancelled => BillStatus::Cancelled,
    }
}

/// What became of a payment, as its payer needs to know it.
pub(in crate::pages) fn outcome(state: PaymentState) -> Outcome {
    match state {
        PaymentState::SessionRequested => Outcome::Opening,
        PaymentState::Started => Outcome::AtGateway,
        PaymentState::CallbackReceived | PaymentState::Verifying | PaymentState::InDoubt => Outcome::Pending,
        PaymentState::NeedsReview => Outcome::InReview,
        PaymentState::Succeeded => Outcome::Paid,
        PaymentState::Duplicate => Outcome::PaidTwice,
        PaymentState::Late => Outcome::PaidLate,
        PaymentState::Failed => Outcome::Failed,
        PaymentState::Cancelled => Outcome::Cancelled,
        PaymentState::Expired => Outcome::Expired,
    }
}

/// A gateway's name.
pub(in crate::pages) fn gateway(locale: Locale, name: GatewayName) -> String {
    i18n::text(locale, &format!("gateway-{}", name.as_str()))
}

/// The gateways to choose from, the first one first.
pub(in crate::pages) fn gateways(ctx: &Context, locale: Locale) -> Vec<Choice> {
    ctx.gateways.iter().map(|known| Choice::new(known.name().as_str(), gateway(locale, known.name()))).collect()
}

/// The lines of an invoice.
pub(super) fn lines(invoice: &InvoiceView, locale: Locale) -> Vec<InvoiceLine> {
    let line = |item: &InvoiceItem| InvoiceLine { name: choice(&invoice.names, locale, &item.code), amount: item.amount.get() };
    let off = invoice.invoice.discount.get();
    let off = (off > 0).then(|| InvoiceLine { name: i18n::text(locale, "invoice-discount"), amount: -off });
    invoice.invoice.items.iter().map(line).chain(off).collect()
}
