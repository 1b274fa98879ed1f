//! Opening a session at the gateway, once, whatever is paid.

use crate::ports::{GatewayFault, SessionRequest};
use crate::{Actor, CommandKey, Context, Failure};
use domain::kernel::{Mobile, Refusal};
use domain::payments::invoice::Invoice;
use domain::payments::payment::{Attempt, Ending, Payment, PaymentCommand, PaymentPurpose};
use i18n::Locale;
use uuid::Uuid;

pub(crate) fn refused(refusal: impl Refusal) -> Failure {
    Failure::Refused { code: refusal.code(), pointer: refusal.pointer() }
}

/// Why there is no page to send the payer to.
pub(crate) fn never_opened(ending: Ending) -> Failure {
    let code = match ending {
        Ending::Expired => "payment-expired",
        Ending::Rejected | Ending::Cancelled => "gateway-refused",
    };
    Failure::Refused { code, pointer: None }
}

/// The gateway's page of a payment, opened where it is not yet.
pub(crate) async fn open(
    ctx: &Context,
    actor: &Actor,
    payment_id: Uuid,
    mobile: Option<Mobile>,
    key: &CommandKey,
) -> Result<(String, Option<i64>), Failure> {
    let mut position = None;
    if let (Payment::SessionRequested(attempt), _) = ctx.store.load::<Payment>(payment_id).await? {
        position = request(ctx, actor, payment_id, &attempt, mobile, key).await?;
    }
    // Of two that asked at once one opened the session; both send the payer there.
    match ctx.store.load::<Payment>(payment_id).await?.0 {
        Payment::Ended { session: None, ending } => Err(never_opened(ending)),
        payment => Ok((payment.session().map_err(refused)?.pay_url.clone(), position)),
    }
}

async fn request(
    ctx: &Context,
    actor: &Actor,
    payment_id: Uuid,
    attempt: &Attempt,
    mobile: Option<Mobile>,
    key: &CommandKey,
) -> Result<Option<i64>, Failure> {
    let gateway = ctx.gateways.named(attempt.gateway).ok_or(Failure::Refused { code: "no-gateway", pointer: None })?;
    let request = SessionRequest {
        amount: attempt.amount,
        description: description(ctx, attempt).await?,
        callback_url: format!("{}/payments/return", ctx.public_url),
        order_id: payment_id,
        mobile,
    };
    let (name, command) = match gateway.request(&request).await {
        Ok(session) => ("OpenSession", PaymentCommand::OpenSession { authority: session.authority, pay_url: session.redirect_url }),
        Err(GatewayFault::Refused { code }) => ("RejectPayment", PaymentCommand::Fail { code: code.to_string(), by_payer: false }),
        Err(fault) => return Err(Failure::Unavailable(format!("the gateway opened no session: {fault}"))),
    };
    let key = CommandKey { request: Vec::new(), ..key.then(name) };
    match ctx.store.execute::<Payment>(payment_id, command, actor.envelope(ctx, name, &key)).await.map_err(Failure::from) {
        Ok(executed) => Ok(Some(executed.last_position)),
        Err(Failure::Refused { .. }) => Ok(None),
        Err(other) => Err(other),
    }
}

/// What is paid, as the payer reads it at the bank.
async fn description(ctx: &Context, attempt: &Attempt) -> Result<String, Failure> {
    match attempt.purpose {
        PaymentPurpose::Invoice { invoice_id } => {
            let number = ctx.store.load::<Invoice>(invoice_id).await?.0.owed().map_err(refused)?.number.clone();
            Ok(i18n::text_with(Locale::Fa, "payment-description", &[("number", number.into())]))
        }
        PaymentPurpose::Fare { .. } => Ok(i18n::text(Locale::Fa, "fare-description")),
    }
}
