use crate::{Actor, Context, Failure};
use domain::identity::account::Role;
use projections::accounts;
use uuid::Uuid;

/// An account as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAccount {
    /// Its id.
    pub account_id: Uuid,
    /// The person's name, where known.
    pub name: Option<String>,
    /// The mobile number; absent where the person was erased.
    pub mobile: Option<String>,
    /// The e-mail address, where given.
    pub email: Option<String>,
    /// What it is trusted with.
    pub roles: Vec<Role>,
}

/// The actor's own account.
///
/// # Errors
/// [`Failure::SignInNeeded`] for who has none.
pub async fn view(ctx: &Context, actor: &Actor) -> Result<OwnAccount, Failure> {
    let account_id = actor.account_id().ok_or(Failure::SignInNeeded)?;
    let account = accounts::query::by_id(ctx.pool(), account_id).await?.ok_or(Failure::NotFound)?;
    Ok(OwnAccount {
        account_id,
        name: ctx.open(account.name.as_ref()).await?,
        mobile: ctx.open(&account.mobile).await?,
        email: ctx.open(account.email.as_ref()).await?,
        roles: account.roles,
    })
}
