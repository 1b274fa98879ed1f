use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::{Account, AccountCommand, Role};
use domain::kernel::Mobile;
use uuid::Uuid;

/// A role that somebody is no longer trusted with, checked.
#[derive(Debug, Clone)]
pub struct RevokeRole {
    mobile: Mobile,
    role: Role,
}

impl RevokeRole {
    /// Checks mobile number and role.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(mobile: &str, role: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let mobile = faults.check("/mobile", "not-a-mobile", Mobile::parse(mobile));
        let role = faults.check("/role", "unknown-role", Role::parse(role).ok_or(()));
        faults.all(mobile.zip(role)).map(|(mobile, role)| Self { mobile, role })
    }
}

/// Takes a role from the account with a mobile number, from the next request on. Answers with the
/// account and the log position that it reached.
///
/// # Errors
/// [`Failure::Forbidden`] for who is neither operator nor admin; [`Failure::Invalid`] where no account
/// has the number; [`Failure::Refused`] where it does not have the role.
pub async fn revoke(ctx: &Context, actor: &Actor, input: RevokeRole, key: &CommandKey) -> Result<(Uuid, i64), Failure> {
    actor.must_have(&[Role::Admin])?;
    let RevokeRole { mobile, role } = input;
    let account_id = ctx.store.holder("account.mobile", mobile.as_str()).await?.ok_or(Failure::field("/mobile", "unknown-account"))?;
    let envelope = actor.envelope(ctx, "RevokeRole", key);
    let executed = ctx.store.execute::<Account>(account_id, AccountCommand::RevokeRole { role }, envelope).await?;
    Ok((account_id, executed.last_position))
}
