use super::{SignInAddress, code};
use crate::ops::codes::Tried;
use crate::ops::limits;
use crate::ops::sessions::{self, Session, new_secret};
use crate::ports::Address;
use crate::{Actor, CommandKey, Context, Failure};
use chrono::{DateTime, TimeDelta, Utc};
use domain::identity::account::{Account, AccountCommand};
use domain::kernel::Pii;
use domain::kernel::event::derived_id;
use std::collections::BTreeSet;
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

/// Opens a session for who has the right code, and an account first for who has none yet. A wrong
/// code and an unknown address get the same answer.
///
/// # Errors
/// [`Failure::Invalid`] on `/code` where it is wrong or too old, [`Failure::TooMany`] while signing
/// in is locked.
pub async fn confirm(ctx: &Context, address: &SignInAddress, code: &str, visitor: &str, kind: SessionKind) -> Result<NewSession, Failure> {
    let policy = ctx.policy_now();
    let rules = &policy.sign_in;
    limits::count(ctx, "sign-ins-of-visitor", visitor, u32::from(rules.attempts) * 20, TimeDelta::hours(1)).await?;
    let now = ctx.clock.now();
    let until = now + TimeDelta::minutes(rules.lock_minutes.into());
    let account = address.account(ctx).await?;
    let key = CommandKey::fresh();
    match (code::attempt(ctx, address.text(), code, key.id, until).await?, account) {
        (Tried::Right, Some(account_id)) => open_session(ctx, account_id, address, kind, &key).await,
        (Tried::Right, None) => {
            let account_id = open_account(ctx, address).await?;
            open_session(ctx, account_id, address, kind, &key).await
        }
        (Tried::Locked(until), _) => Err(Failure::too_many(until, now)),
        (Tried::NowLocked, account) => {
            if let Some(account_id) = account {
                let command = AccountCommand::LockSignIn { until, policy_version: policy.version.clone() };
                let envelope = Actor::Public.envelope(ctx, "LockSignIn", &CommandKey::fresh());
                ctx.store.execute::<Account>(account_id, command, envelope).await?;
            }
            Err(Failure::TooMany { retry_after: u64::from(rules.lock_minutes) * 60 })
        }
        (Tried::Wrong, _) => Err(Failure::field("/code", "wrong-code")),
    }
}

/// An account for a mobile number that has none: nothing else is known of the person yet.
async fn open_account(ctx: &Context, address: &SignInAddress) -> Result<Uuid, Failure> {
    // No code is sent to an e-mail address that no account has.
    let Address::Mobile(mobile) = address.address() else { return Err(Failure::field("/code", "wrong-code")) };
    let key = CommandKey::fresh();
    let account_id = derived_id(key.id, "account");
    let command = AccountCommand::Open { name: None, mobile: Pii::clear(account_id, mobile), email: None, roles: BTreeSet::new() };
    let envelope = Actor::Public.envelope(ctx, "OpenAccount", &key);
    match ctx.store.execute::<Account>(account_id, command, envelope).await.map_err(Failure::from) {
        Ok(_) => Ok(account_id),
        // Somebody was added with this number in this very moment.
        Err(taken @ Failure::Taken(_)) => address.account(ctx).await?.ok_or(taken),
        Err(other) => Err(other),
    }
}

async fn open_session(ctx: &Context, account_id: Uuid, address: &SignInAddress, kind: SessionKind, key: &CommandKey) -> Result<NewSession, Failure> {
    let expires_at = ctx.clock.now() + TimeDelta::hours(ctx.policy_now().sign_in.session_hours.into());
    let session_id = Uuid::new_v4();
    let command = AccountCommand::SignIn { session_id, channel: address.channel(), expires_at };
    let actor = Actor::Account { id: account_id, roles: Vec::new(), session_id };
    let envelope = actor.envelope(ctx, "SignIn", key);
    let executed = ctx.store.execute::<Account>(account_id, command, envelope).await?;
    let secret = new_secret();
    let session = Session { session_id, account_id, csrf: new_secret(), expires_at };
    sessions::open(ctx.pool(), &secret, &session, executed.last_position, kind == SessionKind::Bearer).await?;
    // Whoever has a lost phone may be signing in while the number is changed: that ends the sessions
    // that are there, and this is one more.
    if address.account(ctx).await? != Some(account_id) {
        sessions::close(ctx.pool(), session_id).await?;
        return Err(Failure::field("/code", "wrong-code"));
    }
    ctx.shown(executed.last_position).await?;
    Ok(NewSession { secret, expires_at, position: executed.last_position })
}
