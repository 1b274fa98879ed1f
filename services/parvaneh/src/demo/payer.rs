//! Paying at the demo's gateway, as a payer does with a browser.

use application::payments::{Returned, callback};
use application::{Context, Failure};
use psp_simulator::{Act, Desk, Simulator};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

/// How long the service rests between two looks at what follows.
const PAUSE: Duration = Duration::from_millis(5);

/// Whoever pays. Cheap to clone.
#[derive(Clone)]
pub struct Payer(Arc<Desk>);

impl Payer {
    /// Whoever pays at this gateway.
    pub fn of(gateway: &Simulator) -> Self {
        Self(gateway.desk())
    }

    /// Pays at the gateway's page and comes back; false where the gateway has forgotten the session,
    /// which began before it was started anew.
    pub(super) async fn pay(&self, ctx: &Context, redirect_url: &str) -> Result<bool, Failure> {
        let authority = redirect_url.rsplit('/').next().unwrap_or_default();
        let paid = self.0.act(authority, Act::Pay).is_ok();
        let status = if paid { "OK" } else { "NOK" };
        let returned = Returned::parse(|name| match name {
            "Authority" => Some(authority),
            "Status" => Some(status),
            _ => None,
        })?;
        meanwhile(ctx, callback(ctx, &returned)).await?;
        Ok(paid)
    }
}

/// Does something that waits for read models, and keeps them moving: nothing else does while the city
/// is seeded.
pub(super) async fn meanwhile<T>(ctx: &Context, work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let mut work = pin!(work);
    loop {
        tokio::select! {
            biased;
            done = &mut work => return done,
            settled = async { ctx.settle().await?; tokio::time::sleep(PAUSE).await; Ok::<_, Failure>(()) } => settled?,
        }
    }
}
