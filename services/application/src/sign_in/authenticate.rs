use crate::ops::sessions;
use crate::{Actor, Context, Failure};
use domain::kernel::Mobile;
use projections::accounts;

/// What somebody shows.
#[derive(Debug, Clone, Copy)]
pub enum Credential<'a> {
    /// The secret of a cookie.
    Cookie(&'a str),
    /// The secret of a bearer token.
    Bearer(&'a str),
}

/// Who is there.
#[derive(Debug, Clone)]
pub struct SignedInAs {
    /// The actor for use cases.
    pub actor: Actor,
    /// What forms of this session carry.
    pub csrf: String,
    /// The person's name, for the page's head; unknown until the person gives it.
    pub name: Option<String>,
    /// Where there is no name: the mobile number without its middle.
    pub mobile: Option<String>,
}

/// Who shows a credential; `None` where it is unknown or has ended.
///
/// # Errors
/// Where the database does not answer.
pub async fn authenticate(ctx: &Context, credential: Credential<'_>) -> Result<Option<SignedInAs>, Failure> {
    let (secret, bearer) = match credential {
        Credential::Cookie(secret) => (secret, false),
        Credential::Bearer(secret) => (secret, true),
    };
    let Some(session) = sessions::find(ctx.pool(), secret, bearer, ctx.clock.now()).await? else { return Ok(None) };
    let Some(account) = accounts::query::by_id(ctx.pool(), session.account_id).await? else { return Ok(None) };
    let name = ctx.open(account.name.as_ref()).await?;
    let mobile = match &name {
        Some(_) => None,
        None => ctx.open(&account.mobile).await?.and_then(|mobile| Mobile::parse(&mobile).ok()),
    };
    let actor = Actor::Account { id: account.account_id, roles: account.roles, session_id: session.session_id };
    Ok(Some(SignedInAs { actor, csrf: session.csrf, name, mobile: mobile.map(|mobile| mobile.masked()) }))
}
