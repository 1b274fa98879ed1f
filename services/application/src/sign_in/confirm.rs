use super::SignInAddress;
use crate::ops::codes::Tried;
use crate::ops::sessions::{self, Session, new_secret};
use crate::ops::{codes, limits};
use crate::{Actor, CommandKey, Context, Failure};
use chrono::{DateTime, TimeDelta, Utc};
use domain::identity::account::{Account, AccountCommand};
use domain::kernel::text::canonical;
use uuid::Uuid;

/// What a session is carried by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionKind {
    /// A browser's cookie.
    Cookie,
    /// A bearer token of the API.
    Bearer,
}

/// A session that was just opened. The secret is shown this once.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// The secret of cookie or token.
    pub secret: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// The log position that it reached.
    pub position: i64,
}

/// Opens a session for who has the right code. A wrong code and an unknown address get the same
/// answer.
///
/// # Errors
/// [`Failure::Invalid`] on `/code` where it is wrong or too old, [`Failure::TooMany`] while signing
/// in is locked.
pub async fn confirm(ctx: &Context, address: &SignInAddress, code: &str, visitor: &str, kind: SessionKind) -> Result<NewSession, Failure> {
    let policy = ctx.policy_now();
    let rules = &policy.sign_in;
    limits::count(ctx, "sign-ins-of-visitor", visitor, u32::from(rules.attempts) * 20, TimeDelta::hours(1)).await?;
    let digits: String = canonical(code).chars().filter(char::is_ascii_digit).collect();
    let now = ctx.clock.now();
    let until = now + TimeDelta::minutes(rules.lock_minutes.into());
    let sealed = ctx.store.keys().blind("one-time-code", &format!("{}:{digits}", address.text()));
    let account = address.account(ctx).await?;
    let tried = codes::attempt(ctx.pool(), &address.blind(ctx), &sealed, rules.attempts.into(), now, until).await?;
    match (tried, account) {
        (Tried::Right, Some(account_id)) => open(ctx, account_id, address, kind).await,
        (Tried::Locked(until), _) => Err(Failure::TooMany { retry_after: (until - now).num_seconds().max(1).unsigned_abs() }),
        (Tried::NowLocked, account) => {
            if let Some(account_id) = account {
                let command = AccountCommand::LockSignIn { until, policy_version: policy.version.clone() };
                let envelope = Actor::Public.envelope(ctx, "LockSignIn", &CommandKey::fresh());
                ctx.store.execute::<Account>(account_id, command, envelope).await?;
            }
            Err(Failure::TooMany { retry_after: u64::from(rules.lock_minutes) * 60 })
        }
        (Tried::Right | Tried::Wrong, _) => Err(Failure::field("/code", "wrong-code")),
    }
}

async fn open(ctx: &Context, account_id: Uuid, address: &SignInAddress, kind: SessionKind) -> Result<NewSession, Failure> {
    let expires_at = ctx.clock.now() + TimeDelta::hours(ctx.policy_now().sign_in.session_hours.into());
    let session_id = Uuid::new_v4();
    let command = AccountCommand::SignIn { session_id, channel: address.channel(), expires_at };
    let actor = Actor::Account { id: account_id, roles: Vec::new(), session_id };
    let envelope = actor.envelope(ctx, "SignIn", &CommandKey::fresh());
    let executed = ctx.store.execute::<Account>(account_id, command, envelope).await?;
    let secret = new_secret();
    let session = Session { session_id, account_id, csrf: new_secret(), expires_at };
    sessions::open(ctx.pool(), &secret, &session, kind == SessionKind::Bearer).await?;
    ctx.shown(executed.last_position).await?;
    Ok(NewSession { secret, expires_at, position: executed.last_position })
}
