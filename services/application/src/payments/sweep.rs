//! What nobody comes back for: open payments are asked after until it is known how they ended.

use super::ask::{self, ASKER, Asked};
use super::give::give;
use crate::ops::limits;
use crate::ports::GatewayFault;
use crate::{Context, Failure};
use chrono::TimeDelta;
use domain::payments::payment::{AUTHORITY, PaymentCommand, authority_value};
use projections::payments::{self, PaymentRow, PaymentState};

/// Payments that are read at once.
const PAGE: i64 = 500;
/// How often the gateways' lists of unverified payments are read.
const LIST_EVERY: TimeDelta = TimeDelta::minutes(1);
/// How long a gateway may take to open a session before the attempt is given up.
const OPENING: TimeDelta = TimeDelta::minutes(5);
/// How long whoever came back is given before somebody else asks, and how often.
const COMING_BACK: TimeDelta = TimeDelta::seconds(60);
/// A session without a result lives so many times as long as a payment without news is left alone.
const LIFE: i32 = 4;

/// Asks after every open payment whose time has come. True where anything was asked or written. One
/// that cannot be asked after holds up no other.
///
/// # Errors
/// Where the log or the database does not answer. A gateway that does not is no failure.
pub async fn sweep(ctx: &Context) -> Result<bool, Failure> {
    let mut moved = read_lists(ctx).await?;
    let mut failed = None;
    for page in 0.. {
        let payments = payments::query::open(ctx.pool(), page * PAGE, PAGE).await?;
        if payments.is_empty() {
            break;
        }
        for payment in payments {
            match look_after(ctx, &payment).await {
                Ok(asked) => moved |= asked,
                Err(failure) => failed = failed.or(Some(failure)),
            }
        }
    }
    failed.map_or(Ok(moved), Err)
}

/// How long a payment is left alone after its last news.
fn patience(ctx: &Context, payment: &PaymentRow) -> TimeDelta {
    match payment.state {
        PaymentState::SessionRequested => OPENING,
        PaymentState::CallbackReceived | PaymentState::Verifying => COMING_BACK,
        // 2 s, doubled each time, up to a minute.
        PaymentState::InDoubt => TimeDelta::seconds((1_i64 << payment.asked.clamp(1, 6)).min(60)),
        _ => ctx.gateways.inquiry_after(),
    }
}

async fn look_after(ctx: &Context, payment: &PaymentRow) -> Result<bool, Failure> {
    let now = ctx.clock.now();
    let patience = patience(ctx, payment);
    if now < payment.news_at + patience {
        return Ok(false);
    }
    let id = payment.payment_id;
    if payment.state == PaymentState::SessionRequested {
        return Ok(give(ctx, &ASKER, id, ("ExpirePayment", "expiry"), PaymentCommand::Expire).await?.is_some());
    }
    // An answer that changes nothing is no news: without this it would be asked for at every sweep.
    if !limits::first(ctx, "payment-asked", &id.to_string(), patience).await? {
        return Ok(false);
    }
    let asked = match payment.state {
        PaymentState::InDoubt if has_doubted_long(ctx, payment) => ask::look(ctx, id).await?,
        PaymentState::CallbackReceived | PaymentState::Verifying | PaymentState::InDoubt | PaymentState::NeedsReview => {
            ask::verify(ctx, id).await?
        }
        _ => ask::look(ctx, id).await?,
    };
    give_up(ctx, payment, asked).await?;
    Ok(true)
}

fn has_doubted_long(ctx: &Context, payment: &PaymentRow) -> bool {
    payment.doubted_at.is_some_and(|since| since + ctx.gateways.inquiry_after() <= ctx.clock.now())
}

/// Asking has an end: what may have taken money is given to people, and a session that nobody paid
/// expires. Should it be paid after all, the money counts.
async fn give_up(ctx: &Context, payment: &PaymentRow, asked: Asked) -> Result<(), Failure> {
    let is_old = ctx.clock.now() >= payment.created_at + ctx.gateways.inquiry_after() * LIFE;
    let (what, command) = match (payment.state, asked) {
        (PaymentState::InDoubt, Asked::Unknown | Asked::Silent) if has_doubted_long(ctx, payment) => {
            (("ReferForReview", "review"), PaymentCommand::ReferForReview)
        }
        (PaymentState::InDoubt, Asked::Waiting) if is_old => (("ReferForReview", "review"), PaymentCommand::ReferForReview),
        (PaymentState::Started | PaymentState::CallbackReceived | PaymentState::Verifying, Asked::Waiting | Asked::Unknown) if is_old => {
            (("ExpirePayment", "expiry"), PaymentCommand::Expire)
        }
        _ => return Ok(()),
    };
    give(ctx, &ASKER, payment.payment_id, what, command).await?;
    Ok(())
}

/// Paid at the gateway and not verified: whose payer was lost on the way back.
async fn read_lists(ctx: &Context) -> Result<bool, Failure> {
    let mut moved = false;
    for gateway in ctx.gateways.iter() {
        if !limits::first(ctx, "gateway-unverified", gateway.name().as_str(), LIST_EVERY).await? {
            continue;
        }
        match gateway.unverified().await {
            Ok(list) => {
                for waiting in list {
                    let value = authority_value(gateway.name(), &waiting.authority);
                    if let Some(payment_id) = ctx.store.holder(AUTHORITY, &value).await? {
                        moved |= matches!(ask::verify(ctx, payment_id).await?, Asked::News(_));
                    }
                }
            }
            Err(GatewayFault::Unsupported) => {}
            Err(fault) => tracing::warn!(gateway = gateway.name().as_str(), %fault, "the list of unverified payments could not be read"),
        }
    }
    Ok(moved)
}
