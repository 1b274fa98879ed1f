use super::{Reactor, command_id};
use crate::rewards::purse_of;
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::kernel::Rial;
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
        match invoice_id {
            Some(invoice_id) => take_off(ctx, recorded, account_id, invoice_id).await,
            None => Ok(()),
        }
    }
}

/// Takes an account's oldest voucher that is left off an invoice that nobody is paying, on account of
/// an event. Whoever does it again for the same event changes nothing.
pub(super) async fn take_off(ctx: &Context, recorded: &Recorded, account_id: Uuid, invoice_id: Uuid) -> Result<(), Failure> {
    let name = VouchersOfInvoices.name();
    let policy = ctx.policy.at(recorded.recorded_at);
    let today = policy.civil_day(recorded.recorded_at);
    let key = CommandKey { id: command_id(name, recorded.event_id, 0), request: Vec::new() };
    for (voucher_id, value) in unused(ctx, account_id).await? {
        if is_being_paid(ctx, invoice_id).await? {
            return Ok(());
        }
        let command = InvoiceCommand::ApplyVoucher { voucher_id, value, bill_organisation: policy.payments.bill_organisation, today };
        let envelope = Actor::Reactor(name).envelope(ctx, "ApplyVoucher", &key).caused_by(recorded.correlation_id, recorded.event_id);
        match ctx.store.execute::<Invoice>(invoice_id, command, envelope).await {
            // Or the invoice has one, or needs none; the voucher stays for the next.
            Ok(_) | Err(ExecuteError::Refused(_)) => return Ok(()),
            // The voucher went to another invoice.
            Err(ExecuteError::Taken { .. }) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(())
}

/// The oldest invoice that is owed and that nobody is paying.
async fn owed(ctx: &Context, account_id: Uuid) -> Result<Option<Uuid>, Failure> {
    let invoices = invoices::query::of_account(ctx.pool(), account_id, INVOICES).await?;
    for invoice in invoices.iter().rev().filter(|invoice| invoice.state == InvoiceState::Issued && invoice.voucher_id.is_none()) {
        if !is_being_paid(ctx, invoice.invoice_id).await? {
            return Ok(Some(invoice.invoice_id));
        }
    }
    Ok(None)
}

/// Whether somebody is paying an invoice, by all that the log knows by now.
async fn is_being_paid(ctx: &Context, invoice_id: Uuid) -> Result<bool, Failure> {
    ctx.shown(ctx.store.head().await?).await?;
    let payments = payments::query::of_invoice(ctx.pool(), invoice_id).await?;
    Ok(payments.iter().any(|payment| payment.state.is_open()))
}

/// Vouchers that were not taken off any invoice, the oldest first, with what they are worth.
async fn unused(ctx: &Context, account_id: Uuid) -> Result<Vec<(Uuid, Rial)>, Failure> {
    let Some(purse) = purse_of(ctx, account_id).await? else { return Ok(Vec::new()) };
    let RewardAccount::Held { purse, .. } = ctx.store.load_from_log::<RewardAccount>(purse).await?.0 else { return Ok(Vec::new()) };
    let mut unused = Vec::new();
    for (voucher_id, value) in purse.vouchers() {
        if ctx.store.holder(VOUCHER, &voucher_id.to_string()).await?.is_none() {
            unused.push((*voucher_id, *value));
        }
    }
    Ok(unused)
}
