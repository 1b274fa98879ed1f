//! Asking the gateway how a payment ended, and writing down what it says.

use super::give::give;
use crate::ports::{Gateway, GatewayFault, Inquiry, Verification};
use crate::{Actor, Context, Failure};
use domain::kernel::Pii;
use domain::payments::invoice::Invoice;
use domain::payments::payment::{Payment, PaymentCommand, PaymentPurpose, Receipt, Session, Stage};
use std::sync::Arc;
use uuid::Uuid;

/// Who finds out: whoever comes back is a hint, the service asks.
pub(super) const ASKER: Actor = Actor::Reactor("payments");

/// What became of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Something is known now that was not before; the last log position of it.
    News(i64),
    /// The gateway says that the payer has not finished.
    Waiting,
    /// The gateway does not know.
    Unknown,
    /// The gateway gave no answer.
    Silent,
    /// There was nothing to ask.
    Settled,
}

impl Asked {
    fn written(position: Option<i64>) -> Self {
        position.map_or(Self::Settled, Self::News)
    }
}

/// Confirms a payment with the gateway, whatever its state.
///
/// A payment that has ended is asked for only while its invoice is owed, and a fare not at all: what the
/// gateway holds otherwise stays unverified there, and goes back by itself.
pub(crate) async fn verify(ctx: &Context, payment_id: Uuid) -> Result<Asked, Failure> {
    let (payment, _) = ctx.store.load::<Payment>(payment_id).await?;
    let session = match &payment {
        Payment::Absent => return Err(Failure::NotFound),
        Payment::SessionRequested(_) | Payment::Succeeded(_) | Payment::InSuspense(_) | Payment::Ended { session: None, .. } => {
            return Ok(Asked::Settled);
        }
        Payment::Ended { session: Some(session), .. } if !is_owed(ctx, session).await? => return Ok(Asked::Settled),
        Payment::Ended { session: Some(session), .. } => session,
        Payment::Open { session, stage: Stage::Started | Stage::CallbackReceived } => {
            give(ctx, &ASKER, payment_id, ("RequestVerification", "verification"), PaymentCommand::RequestVerification).await?;
            session
        }
        Payment::Open { session, .. } => session,
    };
    let gateway = gateway_of(ctx, session)?;
    match gateway.verify(&session.authority, session.attempt.amount).await {
        Ok(Verification::Paid { reference, card_masked, card_hash, fee, .. }) => {
            let subject = session.attempt.account_id.unwrap_or(payment_id);
            let seal = |text: Option<String>| text.map(|text| Pii::clear(subject, text));
            let receipt = Receipt { reference, card_masked: seal(card_masked), card_hash: seal(card_hash), fee };
            let position = give(ctx, &ASKER, payment_id, ("ConfirmPayment", "success"), PaymentCommand::Succeed(receipt)).await?;
            Ok(Asked::written(position))
        }
        Ok(Verification::AmountDiffers { found, .. }) => {
            let command = PaymentCommand::DetectAmountMismatch { found };
            Ok(Asked::written(give(ctx, &ASKER, payment_id, ("DetectAmountMismatch", "mismatch"), command).await?))
        }
        // Not paid may mean not paid yet.
        Ok(Verification::NotPaid { code }) => inquire(ctx, payment_id, session, gateway, code).await,
        Err(fault @ (GatewayFault::Unknown(_) | GatewayFault::Refused { .. } | GatewayFault::Unsupported)) => {
            tracing::warn!(%payment_id, %fault, "the gateway did not tell how a payment ended");
            note_timeout(ctx, payment_id).await?;
            Ok(Asked::Silent)
        }
    }
}

/// Asks the gateway without changing anything there, and writes down what is final.
pub(super) async fn look(ctx: &Context, payment_id: Uuid) -> Result<Asked, Failure> {
    let (payment, _) = ctx.store.load::<Payment>(payment_id).await?;
    let Payment::Open { session, .. } = &payment else { return Ok(Asked::Settled) };
    let gateway = gateway_of(ctx, session)?;
    match gateway.inquire(&session.authority).await {
        Ok(Inquiry::Paid | Inquiry::Verified) => verify(ctx, payment_id).await,
        Ok(inquiry) => conclude(ctx, payment_id, inquiry, None).await,
        Err(fault) => {
            tracing::warn!(%payment_id, %fault, "the gateway did not tell how a payment stands");
            Ok(Asked::Silent)
        }
    }
}

async fn inquire(ctx: &Context, payment_id: Uuid, session: &Session, gateway: Arc<dyn Gateway>, code: i32) -> Result<Asked, Failure> {
    match gateway.inquire(&session.authority).await {
        Ok(inquiry) => conclude(ctx, payment_id, inquiry, Some(code)).await,
        Err(fault) => {
            tracing::warn!(%payment_id, %fault, "the gateway did not tell how a payment stands");
            Ok(Asked::Silent)
        }
    }
}

/// Only what cannot change any more is written down.
async fn conclude(ctx: &Context, payment_id: Uuid, inquiry: Inquiry, code: Option<i32>) -> Result<Asked, Failure> {
    let code = match inquiry {
        Inquiry::Failed => code.map_or_else(|| "failed".to_owned(), |code| code.to_string()),
        Inquiry::Reversed => "reversed".to_owned(),
        // Paid a moment after it was not: whoever comes back next, or the next sweep, finds it.
        Inquiry::Paid | Inquiry::Verified | Inquiry::Waiting => return Ok(Asked::Waiting),
        Inquiry::Unknown => return Ok(Asked::Unknown),
    };
    let command = PaymentCommand::Fail { code, by_payer: false };
    Ok(Asked::written(give(ctx, &ASKER, payment_id, ("RejectPayment", "failure"), command).await?))
}

/// How often is part of the command's id: many that ask in vain at once count as one.
async fn note_timeout(ctx: &Context, payment_id: Uuid) -> Result<(), Failure> {
    let asked = match ctx.store.load::<Payment>(payment_id).await?.0 {
        Payment::Open { stage: Stage::Verifying, .. } => 0,
        Payment::Open { stage: Stage::InDoubt { asked }, .. } => asked,
        _ => return Ok(()),
    };
    give(ctx, &ASKER, payment_id, ("NoteTimeout", &format!("timeout:{asked}")), PaymentCommand::NoteTimeout).await?;
    Ok(())
}

fn gateway_of(ctx: &Context, session: &Session) -> Result<Arc<dyn Gateway>, Failure> {
    let name = session.attempt.gateway;
    ctx.gateways.named(name).ok_or_else(|| Failure::Unavailable(format!("{} is not configured, and open payments are there", name.as_str())))
}

async fn is_owed(ctx: &Context, session: &Session) -> Result<bool, Failure> {
    match session.attempt.purpose {
        PaymentPurpose::Invoice { invoice_id } => Ok(ctx.store.load::<Invoice>(invoice_id).await?.0.owed().is_ok()),
        // The passenger has got out, and may have paid again.
        PaymentPurpose::Fare { .. } => Ok(false),
    }
}
