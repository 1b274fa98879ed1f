use super::open::{never_opened, open, refused};
use crate::{Actor, CommandKey, Context, Failure};
use domain::kernel::event::derived_id;
use domain::payments::GatewayName;
use domain::payments::invoice::{Invoice, Owed};
use domain::payments::payment::{CreatePayment, Payment, PaymentCommand, PaymentPurpose, Split};
use projections::payments::{self, PaymentState};
use uuid::Uuid;

/// Through which gateway somebody pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartInput(pub(crate) GatewayName);

impl StartInput {
    /// Checks the gateway's word; the city's first where it is left out.
    ///
    /// # Errors
    /// [`Failure::Invalid`] where the city has no such gateway, [`Failure::Refused`] where it has none.
    pub fn parse(ctx: &Context, gateway: &str) -> Result<Self, Failure> {
        let first = ctx.gateways.first().ok_or(Failure::Refused { code: "no-gateway", pointer: None })?;
        if gateway.trim().is_empty() {
            return Ok(Self(first.name()));
        }
        let known = GatewayName::of(gateway.trim()).filter(|name| ctx.gateways.named(*name).is_some());
        known.map(Self).ok_or_else(|| Failure::field("/gateway", "unknown-gateway"))
    }
}

/// A payment that can be made at the gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartedPayment {
    /// The payment.
    pub payment_id: Uuid,
    /// The gateway's page where the payer pays.
    pub redirect_url: String,
    /// The log position that it reached.
    pub position: i64,
}

/// Begins to pay an invoice. What is about to be asked of the gateway is written first; a repeat
/// under the same key goes on where the first stopped and gives the same answer.
///
/// # Errors
/// [`Failure::NotFound`] where there is no such invoice of the caller's; [`Failure::Refused`] where
/// nothing is owed, an earlier payment is in doubt, or the gateway takes none;
/// [`Failure::Unavailable`] where the gateway does not answer: nobody was sent there.
pub async fn start(ctx: &Context, actor: &Actor, invoice_id: Uuid, StartInput(gateway): StartInput, key: &CommandKey) -> Result<StartedPayment, Failure> {
    if *actor == Actor::Public {
        return Err(Failure::SignInNeeded);
    }
    let (invoice, _) = ctx.store.load::<Invoice>(invoice_id).await?;
    let account_id = invoice.account_id().filter(|owner| actor.account_id() == Some(*owner)).ok_or(Failure::NotFound)?;
    let payment_id = derived_id(key.id, "payment");
    let (known, _) = ctx.store.load::<Payment>(payment_id).await?;
    let (amount, split) = match (&known, &invoice) {
        // The command is a repeat, and what it says counts for nothing but the comparison of keys.
        (Payment::SessionRequested(attempt), _) => (attempt.amount, attempt.split.clone()),
        (Payment::Absent, invoice) => {
            let Owed { total, items, .. } = invoice.owed().map_err(refused)?;
            must_not_be_in_doubt(ctx, invoice_id).await?;
            (*total, Split::Fees { items: items.clone() })
        }
        (Payment::Ended { session: None, ending }, _) => return Err(never_opened(*ending)),
        (known, _) => known.session().map(|session| (session.attempt.amount, session.attempt.split.clone())).map_err(refused)?,
    };
    let purpose = PaymentPurpose::Invoice { invoice_id };
    let create = PaymentCommand::Create(CreatePayment { purpose, account_id: Some(account_id), mobile: None, amount, gateway, split });
    let created = ctx.store.execute::<Payment>(payment_id, create, actor.envelope(ctx, "StartPayment", key)).await?;
    let (redirect_url, position) = open(ctx, actor, payment_id, None, key).await?;
    Ok(StartedPayment { payment_id, redirect_url, position: position.unwrap_or(created.last_position) })
}

/// Whoever pays again before it is known what became of the first may pay twice.
async fn must_not_be_in_doubt(ctx: &Context, invoice_id: Uuid) -> Result<(), Failure> {
    let payments = payments::query::of_invoice(ctx.pool(), invoice_id).await?;
    if payments.iter().any(|payment| payment.state == PaymentState::InDoubt) {
        return Err(Failure::Refused { code: "payment-in-doubt", pointer: None });
    }
    Ok(())
}
