use crate::{Context, Failure};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

/// A signed form: good for some minutes and for one code, and done at most once, because its nonce
/// is the command's idempotency key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormToken {
    nonce: String,
}

impl FormToken {
    /// Signs a form for a purpose such as `rating` and a code.
    pub fn issue(ctx: &Context, purpose: &str, code: &str) -> String {
        let nonce = Uuid::now_v7();
        let until = ctx.clock.now() + TimeDelta::minutes(ctx.policy_now().feedback.form_minutes.into());
        let body = format!("{nonce}.{}", until.timestamp());
        let signature = sign(ctx, purpose, code, &body);
        format!("{body}.{signature}")
    }

    /// Checks a form that comes back.
    ///
    /// # Errors
    /// [`Failure::Invalid`] on `/form` where it is too old, or was not signed for this.
    pub fn check(ctx: &Context, purpose: &str, code: &str, token: &str) -> Result<Self, Failure> {
        let stale = || Failure::field("/form", "form-expired");
        let (body, signature) = token.rsplit_once('.').ok_or_else(stale)?;
        let (nonce, until) = body.split_once('.').ok_or_else(stale)?;
        let until = until.parse().ok().and_then(|seconds| DateTime::<Utc>::from_timestamp(seconds, 0)).ok_or_else(stale)?;
        if sign(ctx, purpose, code, body) != signature || until < ctx.clock.now() {
            return Err(stale());
        }
        Ok(Self { nonce: nonce.to_owned() })
    }

    /// What makes its command unique.
    pub fn key(&self) -> &str {
        &self.nonce
    }
}

fn sign(ctx: &Context, purpose: &str, code: &str, body: &str) -> String {
    URL_SAFE_NO_PAD.encode(ctx.store.keys().sign(&format!("form:{purpose}:{code}"), body.as_bytes()))
}
