use super::OFFICERS;
use crate::input::Faults;
use crate::ops::sessions;
use crate::ports::{Address, CodePurpose};
use crate::sign_in::Unproven;
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::identity::account::{Account, AccountCommand, AccountEvent, ChangeMobile, Evidence};
use domain::kernel::{Mobile, Pii, Refusal as _};
use event_store::history::{self, Filter, Order};
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
    fn of(&self, account_id: Uuid) -> Unproven {
        let mobile = self.mobile.as_str();
        Unproven::new(Address::Mobile(mobile.to_owned()), CodePurpose::ConfirmMobile, format!("mobile-of:{account_id}:{mobile}"))
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
    new.of(account_id).ask(ctx, language).await
}

/// Gives the account the number, where the code that went there is right; answers with the log
/// position that it reached. Nobody stays signed in from here on, and the number before is told.
///
/// # Errors
/// Those of [`ask`]; [`Failure::Invalid`] on `/code` where it is wrong.
pub async fn confirm(ctx: &Context, actor: &Actor, account_id: Uuid, new: &NewMobile, code: &str, key: &CommandKey) -> Result<i64, Failure> {
    let command = change(ctx, actor, account_id, new).await?;
    new.of(account_id).confirm(ctx, code, key).await?;
    let envelope = actor.envelope_for(ctx, "ChangeMobile", key, account_id);
    let executed = ctx.store.execute::<Account>(account_id, AccountCommand::ChangeMobile(command), envelope).await?;
    sessions::close_before(ctx.pool(), account_id, executed.last_position).await?;
    Ok(executed.last_position)
}

async fn change(ctx: &Context, actor: &Actor, account_id: Uuid, new: &NewMobile) -> Result<ChangeMobile, Failure> {
    actor.must_have(OFFICERS)?;
    let officer_id = actor.account_id().ok_or(Failure::Forbidden)?;
    let former = mobile_of(ctx, account_id).await?.ok_or(Failure::NotFound)?;
    let pii = |text: &str| Pii::clear(account_id, text);
    Ok(ChangeMobile { account_id, officer_id, evidence: new.evidence, former: pii(&former), mobile: pii(new.mobile.as_str()) })
}

/// The number that an account has, from the log itself: who is told that it was changed must not rest
/// on read models, which may be behind. None where there is no such account, or it was erased.
async fn mobile_of(ctx: &Context, account_id: Uuid) -> Result<Option<String>, Failure> {
    for (event_type, order) in [("MobileChanged", Order::NewestFirst), ("AccountOpened", Order::OldestFirst)] {
        let aggregate = Some(("account".to_owned(), Some(account_id.to_string())));
        let filter = Filter { event_type: Some(event_type.to_owned()), aggregate, ..Filter::default() };
        for recorded in history::page(ctx.pool(), &filter, order, 1).await? {
            if let Some(AnyEvent::Account(AccountEvent::AccountOpened { mobile, .. } | AccountEvent::MobileChanged { mobile, .. })) = recorded.decode()?.pop() {
                return ctx.open(&mobile).await;
            }
        }
    }
    Ok(None)
}
