use super::OFFICERS;
use crate::ports::{Address, CodePurpose};
use crate::sign_in::Unproven;
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::{Account, AccountCommand};
use domain::kernel::event::derived_id;
use domain::kernel::{Mobile, Pii};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A number that has no account. Whoever gets an account for it reads and pays what comes to it, so
/// that nobody gets one for a number that is mistyped, or another's.
fn unopened(mobile: &Mobile) -> Unproven {
    let mobile = mobile.as_str();
    Unproven::new(Address::Mobile(mobile.to_owned()), CodePurpose::OpenAccount, format!("account-of:{mobile}"))
}

/// Sends a code to a number that has no account, which whoever stands at the counter reads out.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer, [`Failure::Taken`] where the number has an account,
/// [`Failure::TooMany`].
pub async fn ask_to_open(ctx: &Context, actor: &Actor, mobile: &Mobile, language: &'static str) -> Result<(), Failure> {
    actor.must_have(OFFICERS)?;
    if ctx.store.holder("account.mobile", mobile.as_str()).await?.is_some() {
        return Err(Failure::Taken("account.mobile"));
    }
    unopened(mobile).ask(ctx, language).await
}

/// Opens an account for the number, where the code that went there is right; answers with the
/// account, and with the log position that it reached.
///
/// # Errors
/// Those of [`ask_to_open`]; [`Failure::Invalid`] on `/code` where it is wrong.
pub async fn open_account(ctx: &Context, actor: &Actor, mobile: &Mobile, code: &str, key: &CommandKey) -> Result<(Uuid, i64), Failure> {
    actor.must_have(OFFICERS)?;
    unopened(mobile).confirm(ctx, code, key).await?;
    let account_id = derived_id(key.id, "account");
    let mobile = Pii::clear(account_id, mobile.as_str());
    let command = AccountCommand::Open { name: None, mobile, email: None, roles: BTreeSet::new() };
    let envelope = actor.envelope_for(ctx, "OpenAccount", key, account_id);
    let executed = ctx.store.execute::<Account>(account_id, command, envelope).await?;
    Ok((account_id, executed.last_position))
}
