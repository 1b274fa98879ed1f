use super::OFFICERS;
use crate::input::Faults;
use crate::ops::codes::Tried;
use crate::ops::limits;
use crate::ports::{Address, CodePurpose};
use crate::sign_in::code;
use crate::{Actor, CommandKey, Context, Failure};
use chrono::TimeDelta;
use domain::identity::account::{Account, AccountCommand, ChangeMobile, Evidence};
use domain::kernel::{Mobile, Pii, Refusal as _};
use projections::accounts;
use uuid::Uuid;

/// A number that takes the place of a lost one, and what its holder showed; checked.
#[derive(Debug, Clone)]
pub struct NewMobile {
    mobile: Mobile,
    evidence: Evidence,
}

impl NewMobile {
    /// Checks the number and the kind of evidence.
    ///
    /// # Errors
    /// [`Failure::Invalid`] on `/mobile` and `/evidence`.
    pub fn parse(mobile: &str, evidence: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let mobile = faults.check("/mobile", "not-a-mobile", Mobile::parse(mobile));
        let evidence = faults.check("/evidence", "choose-one", Evidence::parse(evidence).ok_or(()));
        faults.all(mobile.zip(evidence)).map(|(mobile, evidence)| Self { mobile, evidence })
    }

    /// A code for one number proves nothing about another, nor for another account.
    fn kept_for(&self, account_id: Uuid) -> String {
        format!("mobile-of:{account_id}:{}", self.mobile.as_str())
    }
}

/// Sends a code to the new number, which whoever stands at the counter reads out.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer, [`Failure::NotFound`] where there is no such account,
/// [`Failure::Taken`] where another has the number, refusals of the domain, [`Failure::TooMany`].
pub async fn ask(ctx: &Context, actor: &Actor, account_id: Uuid, new: &NewMobile, language: &'static str) -> Result<(), Failure> {
    let command = change(ctx, actor, account_id, new).await?;
    // Told before the code is sent, and not after.
    ctx.store.load::<Account>(account_id).await?.0.decide(AccountCommand::ChangeMobile(command)).map_err(|refusal| Failure::Refused { code: refusal.code(), pointer: refusal.pointer() })?;
    if ctx.store.holder("account.mobile", new.mobile.as_str()).await?.is_some() {
        return Err(Failure::Taken("account.mobile"));
    }
    let rules = &ctx.policy_now().sign_in;
    limits::count(ctx, "codes-to-address", new.mobile.as_str(), rules.codes_per_hour.into(), TimeDelta::hours(1)).await?;
    let drawn = code::draw(ctx, &new.kept_for(account_id)).await?;
    drawn.send(ctx, Address::Mobile(new.mobile.as_str().to_owned()), CodePurpose::ConfirmMobile, language);
    Ok(())
}

/// Gives the account the number, where the code that went there is right; answers with the log
/// position that it reached. The number before is told, and nobody stays signed in.
///
/// # Errors
/// Those of [`ask`]; [`Failure::Invalid`] on `/code` where it is wrong.
pub async fn confirm(ctx: &Context, actor: &Actor, account_id: Uuid, new: &NewMobile, code: &str, key: &CommandKey) -> Result<i64, Failure> {
    let command = change(ctx, actor, account_id, new).await?;
    let now = ctx.clock.now();
    let until = now + TimeDelta::minutes(ctx.policy_now().sign_in.lock_minutes.into());
    match code::attempt(ctx, &new.kept_for(account_id), code, until).await? {
        Tried::Right => {}
        Tried::Wrong => return Err(Failure::field("/code", "wrong-code")),
        Tried::Locked(until) => return Err(Failure::TooMany { retry_after: (until - now).num_seconds().max(1).unsigned_abs() }),
        Tried::NowLocked => return Err(Failure::TooMany { retry_after: (until - now).num_seconds().unsigned_abs() }),
    }
    let envelope = actor.envelope_for(ctx, "ChangeMobile", key, account_id);
    let executed = ctx.store.execute::<Account>(account_id, AccountCommand::ChangeMobile(command), envelope).await?;
    Ok(executed.last_position)
}

async fn change(ctx: &Context, actor: &Actor, account_id: Uuid, new: &NewMobile) -> Result<ChangeMobile, Failure> {
    actor.must_have(OFFICERS)?;
    let officer_id = actor.account_id().ok_or(Failure::Forbidden)?;
    let account = accounts::query::by_id(ctx.pool(), account_id).await?.ok_or(Failure::NotFound)?;
    let former = ctx.open(&account.mobile).await?.ok_or(Failure::NotFound)?;
    let pii = |text: &str| Pii::clear(account_id, text);
    Ok(ChangeMobile { account_id, officer_id, evidence: new.evidence, former: pii(&former), mobile: pii(new.mobile.as_str()) })
}
