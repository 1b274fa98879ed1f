use super::code;
use crate::ops::codes::Tried;
use crate::ops::limits;
use crate::ports::{Address, CodePurpose};
use crate::{CommandKey, Context, Failure};
use chrono::TimeDelta;

/// An address that is said to be somebody's. A code that goes there and comes back proves it.
pub(crate) struct Unproven {
    address: Address,
    purpose: CodePurpose,
    kept_for: String,
}

impl Unproven {
    /// What `kept_for` names is all that the code is good for.
    pub fn new(address: Address, purpose: CodePurpose, kept_for: String) -> Self {
        Self { address, purpose, kept_for }
    }

    /// Sends a code to the address.
    ///
    /// # Errors
    /// [`Failure::TooMany`] where too many went there.
    pub async fn ask(&self, ctx: &Context, language: &'static str) -> Result<(), Failure> {
        let an_hour = ctx.policy_now().sign_in.codes_per_hour.into();
        limits::count(ctx, "codes-to-address", self.address.text(), an_hour, TimeDelta::hours(1)).await?;
        let drawn = code::draw(ctx, &self.kept_for).await?;
        drawn.send(ctx, self.address.clone(), self.purpose, language);
        Ok(())
    }

    /// Takes the code as somebody typed it, for the command of this key. Where that command is done,
    /// its repeat is answered as it was, and no code is looked at.
    ///
    /// # Errors
    /// [`Failure::Invalid`] on `/code` where it is wrong or too old, [`Failure::TooMany`] after too
    /// many wrong ones.
    pub async fn confirm(&self, ctx: &Context, typed: &str, key: &CommandKey) -> Result<(), Failure> {
        if ctx.store.knows(key.id).await? {
            return Ok(());
        }
        let now = ctx.clock.now();
        let until = now + TimeDelta::minutes(ctx.policy_now().sign_in.lock_minutes.into());
        match code::attempt(ctx, &self.kept_for, typed, key.id, until).await? {
            Tried::Right => Ok(()),
            Tried::Wrong => Err(Failure::field("/code", "wrong-code")),
            Tried::Locked(until) => Err(Failure::too_many(until, now)),
            Tried::NowLocked => Err(Failure::TooMany { retry_after: (until - now).num_seconds().unsigned_abs() }),
        }
    }
}
