use crate::ops::limits;
use crate::ports::{Address, CodePurpose};
use crate::sign_in::{Unproven, parse_email};
use crate::{Actor, CommandKey, Context, Failure};
use chrono::TimeDelta;
use domain::identity::account::{Account, AccountCommand};
use domain::kernel::Pii;
use uuid::Uuid;

/// An e-mail address that somebody wants on the account, checked.
#[derive(Clone, PartialEq, Eq)]
pub struct NewEmail(String);

impl NewEmail {
    /// Checks the address.
    ///
    /// # Errors
    /// [`Failure::Invalid`] on `/email`.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let code = if text.trim().is_empty() { "needed" } else { "not-an-email" };
        parse_email(text).map(Self).map_err(|()| Failure::field("/email", code))
    }

    /// A code for one address proves nothing about another, nor for another account.
    fn of(&self, account_id: Uuid) -> Unproven {
        Unproven::new(Address::Email(self.0.clone()), CodePurpose::ConfirmEmail, format!("email-of:{account_id}:{}", self.0))
    }
}

/// Sends a code to the address, to see whether it is the person's own.
///
/// # Errors
/// [`Failure::TooMany`] where this account or others asked too often.
pub async fn ask(ctx: &Context, actor: &Actor, email: &NewEmail, language: &'static str) -> Result<(), Failure> {
    let account_id = actor.account_id().ok_or(Failure::SignInNeeded)?;
    let rules = &ctx.policy_now().sign_in;
    limits::count(ctx, "email-codes-of-account", &account_id.to_string(), rules.codes_per_hour.into(), TimeDelta::hours(1)).await?;
    email.of(account_id).ask(ctx, language).await
}

/// Puts the address on the account, where the code that went there is right. Returns the log
/// position that it reached.
///
/// # Errors
/// [`Failure::Invalid`] on `/code`, [`Failure::TooMany`] after too many wrong ones,
/// [`Failure::Taken`] where another account has the address.
pub async fn confirm(ctx: &Context, actor: &Actor, email: &NewEmail, code: &str) -> Result<i64, Failure> {
    let account_id = actor.account_id().ok_or(Failure::SignInNeeded)?;
    let key = CommandKey::fresh();
    email.of(account_id).confirm(ctx, code, &key).await?;
    let command = AccountCommand::AddEmail { email: Pii::clear(account_id, email.0.as_str()) };
    let envelope = actor.envelope(ctx, "AddEmail", &key);
    let executed = ctx.store.execute::<Account>(account_id, command, envelope).await?;
    ctx.shown(executed.last_position).await?;
    Ok(executed.last_position)
}
