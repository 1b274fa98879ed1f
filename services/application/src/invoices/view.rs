use super::READERS;
use crate::audit::record_view;
use crate::{Actor, Context, Failure};
use domain::policy::Choice;
use projections::applications;
use projections::invoices::{self, InvoiceRow};
use projections::payments::{self, PaymentRow, PaymentState};
use uuid::Uuid;

/// An invoice with its payments.
#[derive(Debug, Clone)]
pub struct InvoiceView {
    /// The invoice.
    pub invoice: InvoiceRow,
    /// The attempts to pay it, the newest first.
    pub payments: Vec<PaymentRow>,
    /// What the tariff calls the items, by code.
    pub names: Vec<Choice>,
    /// Whether it is the caller's own.
    pub is_own: bool,
}

impl InvoiceView {
    /// A payment of which it is not known whether it took money.
    pub fn in_doubt(&self) -> Option<&PaymentRow> {
        self.payments.iter().find(|payment| payment.state == PaymentState::InDoubt)
    }
}

/// One invoice. A look at somebody else's is recorded first.
///
/// # Errors
/// [`Failure::NotFound`] where there is none, or for whom it is not.
pub async fn view(ctx: &Context, actor: &Actor, invoice_id: Uuid) -> Result<InvoiceView, Failure> {
    if *actor == Actor::Public {
        return Err(Failure::SignInNeeded);
    }
    let invoice = invoices::query::invoice(ctx.pool(), invoice_id).await?.ok_or(Failure::NotFound)?;
    let is_own = actor.account_id() == Some(invoice.account_id);
    if !is_own {
        if !actor.has(READERS) {
            return Err(Failure::NotFound);
        }
        record_view(ctx, actor, "invoice", invoice_id).await?;
    }
    let payments = payments::query::of_invoice(ctx.pool(), invoice_id).await?;
    let names = names(ctx, &invoice).await?;
    Ok(InvoiceView { invoice, payments, names, is_own })
}

/// The names of fees in the tariff by which they were assessed.
async fn names(ctx: &Context, invoice: &InvoiceRow) -> Result<Vec<Choice>, Failure> {
    let application = match invoice.application_id {
        Some(application_id) => applications::query::application(ctx.pool(), application_id).await?,
        None => None,
    };
    let Some(application) = application else { return Ok(Vec::new()) };
    let tariff = ctx.policy.version(&invoice.tariff_version);
    let rules = tariff.and_then(|policy| policy.permit_kind(&application.permit_kind)?.application.as_ref());
    let fees = rules.into_iter().flat_map(|rules| &rules.fees);
    Ok(fees.map(|fee| Choice { code: fee.code.clone(), fa: fee.fa.clone(), en: fee.en.clone() }).collect())
}
