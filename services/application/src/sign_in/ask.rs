use super::{SignInAddress, code};
use crate::ops::limits;
use crate::ports::{Address, CodePurpose};
use crate::{Context, Failure};
use chrono::TimeDelta;

/// Sends a one-time code: to any Iranian mobile number, for whoever has one may open an account; to
/// an e-mail address only where an account has it. The answer is the same in either case, and so is
/// what is stored.
///
/// # Errors
/// [`Failure::TooMany`] where too many codes were asked for by this address or this visitor.
pub async fn ask(ctx: &Context, address: &SignInAddress, visitor: &str, language: &'static str) -> Result<(), Failure> {
    let rules = &ctx.policy_now().sign_in;
    let per_visitor = u32::from(rules.codes_per_hour) * 10;
    limits::count(ctx, "codes-of-visitor", visitor, per_visitor, TimeDelta::hours(1)).await?;
    limits::count(ctx, "codes-to-address", address.text(), rules.codes_per_hour.into(), TimeDelta::hours(1)).await?;

    let drawn = code::draw(ctx, address.text()).await?;
    let known = address.account(ctx).await?.is_some();
    if known || matches!(address.address(), Address::Mobile(_)) {
        drawn.send(ctx, address.address().clone(), CodePurpose::SignIn, language);
    }
    Ok(())
}
