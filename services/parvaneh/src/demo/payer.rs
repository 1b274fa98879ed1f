//! Paying at the demo's gateway, as a payer does with a browser.

use super::simulator::MERCHANT;
use application::payments::{Returned, callback};
use application::{CommandKey, Context, Failure};
use domain::kernel::event::derived_id;
use domain::payments::payment::Payment;
use psp_simulator::{Act, Desk, Protocol, Simulator};
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

    /// Pays what `begin` begins to pay, once, however often it is called. The gateway forgets its
    /// sessions when the demo is killed, so what is open is made known to it again from the log.
    pub(super) async fn pay<F>(&self, ctx: &Context, key: &CommandKey, begin: impl Fn(CommandKey) -> F) -> Result<(), Failure>
    where
        F: Future<Output = Result<String, Failure>>,
    {
        // A key of its own: the step's counts as done once it is in the log, and this is only the start.
        let key = CommandKey { id: derived_id(key.id, "payment"), request: Vec::new() };
        let payment_id = derived_id(key.id, "payment");
        if let Payment::Succeeded(_) = ctx.store.load::<Payment>(payment_id).await?.0 {
            return Ok(());
        }
        meanwhile(ctx, begin(key)).await?;
        let Payment::Open { session, .. } = ctx.store.load::<Payment>(payment_id).await?.0 else {
            return Err(Failure::Unavailable("the demo's gateway opened no session".to_owned()));
        };
        let authority = session.authority.as_str();
        self.0.reopen(Protocol::Zarinpal, authority, MERCHANT, session.attempt.amount.get());
        // Paid already where the seeding was broken off between this and the answer.
        let _ = self.0.act(authority, Act::Pay);
        let returned = Returned::parse(|name| match name {
            "Authority" => Some(authority),
            "Status" => Some("OK"),
            _ => None,
        })?;
        meanwhile(ctx, callback(ctx, &returned)).await.map(drop)
    }
}

/// Does something that waits for read models, and keeps them moving: nothing else does while the city
/// is seeded.
async fn meanwhile<T>(ctx: &Context, work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let mut work = pin!(work);
    loop {
        tokio::select! {
            biased;
            done = &mut work => return done,
            settled = async { ctx.settle().await?; tokio::time::sleep(PAUSE).await; Ok::<_, Failure>(()) } => settled?,
        }
    }
}
