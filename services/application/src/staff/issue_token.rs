use crate::ops::sessions::{self, Session, new_secret};
use crate::{Actor, CommandKey, Context, Failure};
use chrono::{DateTime, TimeDelta, Utc};
use domain::identity::account::{Account, AccountCommand, Role};
use domain::kernel::Mobile;
use uuid::Uuid;

/// A bearer token for the API, shown this once.
#[derive(Debug, Clone)]
pub struct IssuedToken {
    /// What goes into the header.
    pub secret: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Makes a bearer token for the account with a mobile number.
///
/// # Errors
/// [`Failure::Invalid`] where the number is none or no account has it.
pub async fn issue_token(ctx: &Context, actor: &Actor, mobile: &str, ttl: TimeDelta) -> Result<IssuedToken, Failure> {
    actor.must_have(&[Role::Admin])?;
    let mobile = Mobile::parse(mobile).map_err(|_| Failure::field("/mobile", "not-a-mobile"))?;
    let account_id = ctx.store.holder("account.mobile", mobile.as_str()).await?.ok_or(Failure::field("/mobile", "unknown-account"))?;
    let token_id = Uuid::new_v4();
    let expires_at = ctx.clock.now() + ttl;
    let envelope = actor.envelope(ctx, "IssueToken", &CommandKey::fresh());
    let executed = ctx.store.execute::<Account>(account_id, AccountCommand::IssueToken { token_id, expires_at }, envelope).await?;
    let secret = new_secret();
    let session = Session { session_id: token_id, account_id, csrf: new_secret(), expires_at };
    sessions::open(ctx.pool(), &secret, &session, executed.last_position, true).await?;
    Ok(IssuedToken { secret, expires_at })
}
