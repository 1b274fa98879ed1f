//! One-time codes: drawn, kept and sent, then tried.

use crate::ops::codes::{self, Tried};
use crate::ports::{Address, CodeMessage, CodePurpose};
use crate::{Context, Failure};
use chrono::{DateTime, TimeDelta, Utc};
use domain::kernel::text::canonical;
use rand::Rng;
use rand::rngs::OsRng;
use uuid::Uuid;

/// A code that was drawn and is kept.
pub(crate) struct Drawn(String);

/// Draws a code and keeps it for whatever `kept_for` names.
pub(crate) async fn draw(ctx: &Context, kept_for: &str) -> Result<Drawn, Failure> {
    let code = format!("{:06}", OsRng.gen_range(0..1_000_000));
    let expires_at = ctx.clock.now() + TimeDelta::minutes(ctx.policy_now().sign_in.code_minutes.into());
    codes::keep(ctx.pool(), &address(ctx, kept_for), &sealed(ctx, kept_for, &code), expires_at).await?;
    Ok(Drawn(code))
}

impl Drawn {
    /// Sends the code. That goes on by itself, so that the time of the answer tells nothing.
    pub(crate) fn send(self, ctx: &Context, to: Address, purpose: CodePurpose, language: &'static str) {
        let minutes = ctx.policy_now().sign_in.code_minutes;
        let message = CodeMessage { to, purpose, code: self.0, minutes, language, at: ctx.clock.now() };
        let messenger = ctx.messenger.clone();
        tokio::spawn(async move {
            if let Err(error) = messenger.send_code(message).await {
                tracing::error!(%error, "a one-time code was not sent");
            }
        });
    }
}

/// Tries a code as somebody typed it, for a command; one wrong too often locks until `lock_until`.
pub(crate) async fn attempt(ctx: &Context, kept_for: &str, typed: &str, command_id: Uuid, lock_until: DateTime<Utc>) -> Result<Tried, Failure> {
    let digits: String = canonical(typed).chars().filter(char::is_ascii_digit).collect();
    let attempts = ctx.policy_now().sign_in.attempts.into();
    let sealed = sealed(ctx, kept_for, &digits);
    Ok(codes::attempt(ctx.pool(), &address(ctx, kept_for), &sealed, command_id, attempts, ctx.clock.now(), lock_until).await?)
}

fn address(ctx: &Context, kept_for: &str) -> Vec<u8> {
    ctx.store.keys().blind("one-time-code", kept_for)
}

fn sealed(ctx: &Context, kept_for: &str, code: &str) -> Vec<u8> {
    ctx.store.keys().blind("one-time-code", &format!("{kept_for}:{code}"))
}
