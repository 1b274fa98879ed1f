use super::{Reactor, command_id};
use crate::rewards::purse_of;
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::payments::invoice::{Invoice, InvoiceCommand, InvoiceEvent, VOUCHER};
use domain::rewards::account::{Reward, RewardAccount, RewardAccountEvent};
use event_store::{ExecuteError, Recorded};
use projections::invoices::{self, InvoiceState};
use projections::payments;
use uuid::Uuid;

/// A voucher is taken off the next invoice, or off one that is owed and that nobody is paying.
pub(super) struct VouchersOfInvoices;

/// Invoices of an account that are looked at.
const INVOICES: i64 = 20;

#[async_trait::async_trait]
impl Reactor for VouchersOfInvoices {
    fn name(&self) -> &'static str {
        "vouchers_of_invoices"
    }

    fn wants(&self, event_type: &str) -> bool {
        matches!(event_type, "InvoiceIssued" | "PointsRedeemed")
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let (account_id, invoice_id) = match event {
            AnyEvent::Invoice(InvoiceEvent::InvoiceIssued { account_id, .. }) => (*account_id, Some(recorded.aggregate())),
            AnyEvent::RewardAccount(RewardAccountEvent::PointsRedeemed { account_id, reward: Reward::Voucher {}, .. }) => {
                (*account_id, owed(ctx, *account_id).await?)
            }
            _ => return Ok(()),
        };
        let Some(invoice_id) = invoice_id else { return Ok(()) };
        let Some((voucher_id, value)) = unused(ctx, account_id).await? else { return Ok(()) };
        let policy = ctx.policy.at(recorded.recorded_at);
        let today = policy.civil_day(recorded.recorded_at);
        let command =
            InvoiceCommand::ApplyVoucher { voucher_id, value, bill_organisation: policy.payments.bill_organisation, today };
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope =
            Actor::Reactor(self.name()).envelope(ctx, "ApplyVoucher", &key).caused_by(recorded.correlation_id, recorded.event_id);
        match ctx.store.execute::<Invoice>(invoice_id, command, envelope).await {
            // The invoice has one, or needs none; or the voucher went to another. It stays for the next.
            Ok(_) | Err(ExecuteError::Refused(_) | ExecuteError::Taken { .. }) => Ok(()),
            Err(other) => Err(other.into()),
        }
    }
}

/// The oldest invoice that is owed and that nobody is paying.
async fn owed(ctx: &Context, account_id: Uuid) -> Result<Option<Uuid>, Failure> {
    let invoices = invoices::query::of_account(ctx.pool(), account_id, INVOICES).await?;
    for invoice in invoices.iter().rev().filter(|invoice| invoice.state == InvoiceState::Issued && invoice.voucher_id.is_none()) {
        let payments = payments::query::of_invoice(ctx.pool(), invoice.invoice_id).await?;
        if !payments.iter().any(|payment| payment.state.is_open()) {
            return Ok(Some(invoice.invoice_id));
        }
    }
    Ok(None)
}

/// The oldest voucher that was not taken off any invoice, with what it is worth.
async fn unused(ctx: &Context, account_id: Uuid) -> Result<Option<(Uuid, domain::kernel::Rial)>, Failure> {
    let Some(purse) = purse_of(ctx, account_id).await? else { return Ok(None) };
    let RewardAccount::Held { purse, .. } = ctx.store.load_from_log::<RewardAccount>(purse).await?.0 else { return Ok(None) };
    for (voucher_id, value) in purse.vouchers() {
        if ctx.store.holder(VOUCHER, &voucher_id.to_string()).await?.is_none() {
            return Ok(Some((*voucher_id, *value)));
        }
    }
    Ok(None)
}
