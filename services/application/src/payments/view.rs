use crate::audit::record_view;
use crate::invoices::READERS;
use crate::{Actor, Context, Failure};
use domain::payments::payment::Payment;
use projections::invoices::{self, InvoiceRow};
use projections::payments::{self, PaymentRow, PaymentState};
use uuid::Uuid;

/// A payment as its payer sees it.
#[derive(Debug, Clone)]
pub struct PaymentView {
    /// The payment.
    pub payment: PaymentRow,
    /// The masked number of the card; `None` where the gateway gave none or it was erased.
    pub card_masked: Option<String>,
    /// The invoice that it pays.
    pub invoice: Option<InvoiceRow>,
    /// The gateway's page, while the payer may go there.
    pub pay_url: Option<String>,
}

/// One payment. A look at somebody else's is recorded first.
///
/// # Errors
/// [`Failure::NotFound`] where there is none, or for whom it is not.
pub async fn view(ctx: &Context, actor: &Actor, payment_id: Uuid) -> Result<PaymentView, Failure> {
    let payment = visible(ctx, actor, payment_id).await?;
    let is_own = actor.account_id().is_some() && actor.account_id() == payment.account_id;
    if !is_own {
        record_view(ctx, actor, "payment", payment_id).await?;
    }
    let card_masked = ctx.open(&payment.card_masked).await?;
    let invoice = match payment.invoice_id {
        Some(invoice_id) => invoices::query::invoice(ctx.pool(), invoice_id).await?,
        None => None,
    };
    let pay_url = match payment.state {
        PaymentState::Started if is_own => ctx.store.load::<Payment>(payment_id).await?.0.session().ok().map(|session| session.pay_url.clone()),
        _ => None,
    };
    Ok(PaymentView { payment, card_masked, invoice, pay_url })
}

/// The payment, where the actor may see it.
pub(super) async fn visible(ctx: &Context, actor: &Actor, payment_id: Uuid) -> Result<PaymentRow, Failure> {
    if *actor == Actor::Public {
        return Err(Failure::SignInNeeded);
    }
    let payment = payments::query::payment(ctx.pool(), payment_id).await?.ok_or(Failure::NotFound)?;
    let is_own = actor.account_id().is_some() && actor.account_id() == payment.account_id;
    if is_own || actor.has(READERS) { Ok(payment) } else { Err(Failure::NotFound) }
}
