use super::SignInAddress;
use crate::ops::{codes, limits};
use crate::ports::CodeMessage;
use crate::{Context, Failure};
use chrono::TimeDelta;
use rand::Rng;
use rand::rngs::OsRng;

/// Sends a one-time code to an address that has an account. The answer is the same where it has
/// none, and so is what is stored; the sending goes on by itself, so that time tells nothing.
///
/// # Errors
/// [`Failure::TooMany`] where too many codes were asked for by this address or this visitor.
pub async fn ask(ctx: &Context, address: &SignInAddress, visitor: &str, language: &'static str) -> Result<(), Failure> {
    let rules = &ctx.policy_now().sign_in;
    let per_visitor = u32::from(rules.codes_per_hour) * 10;
    limits::count(ctx, "codes-of-visitor", visitor, per_visitor, TimeDelta::hours(1)).await?;
    limits::count(ctx, "codes-to-address", address.text(), rules.codes_per_hour.into(), TimeDelta::hours(1)).await?;

    let code = format!("{:06}", OsRng.gen_range(0..1_000_000));
    let now = ctx.clock.now();
    let expires_at = now + TimeDelta::minutes(rules.code_minutes.into());
    let sealed = ctx.store.keys().blind("one-time-code", &format!("{}:{code}", address.text()));
    codes::keep(ctx.pool(), &address.blind(ctx), &sealed, expires_at).await?;
    if address.account(ctx).await?.is_some() {
        let message = CodeMessage { to: address.address().clone(), code, minutes: rules.code_minutes, language, at: now };
        let messenger = ctx.messenger.clone();
        tokio::spawn(async move {
            if let Err(error) = messenger.send_code(message).await {
                tracing::error!(%error, "a one-time code was not sent");
            }
        });
    }
    Ok(())
}
