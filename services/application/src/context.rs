//! What every use case works with.

use crate::Failure;
use crate::ops::limits::Uses;
use crate::policy::PolicyBook;
use crate::scan::{RatedToday, Scans, Visitors};
use crate::ports::{Clock, Gateways, Messenger};
use chrono::NaiveDate;
use domain::kernel::Pii;
use domain::policy::Policy;
use event_store::{EventStore, Opened};
use projections::Projections;
use sqlx::PgPool;
use std::sync::Arc;
use std::time::Duration;

/// A city at work. Cheap to clone.
#[derive(Clone)]
pub struct Context {
    /// The log.
    pub store: EventStore,
    /// The read models.
    pub projections: Projections,
    /// All versions of the policy.
    pub policy: Arc<PolicyBook>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where one-time codes go.
    pub messenger: Arc<dyn Messenger>,
    /// The payment gateways, in the order in which a payer is offered them.
    pub gateways: Gateways,
    /// The address that codes and links carry, without a slash at its end.
    pub public_url: Arc<str>,
    /// Codes that were scanned lately.
    pub scans: Arc<Scans>,
    /// Who wrote lately without an account.
    pub visitors: Arc<Visitors>,
    /// How often cars were rated today.
    pub rated: Arc<RatedToday>,
    /// Uses that are being counted.
    pub uses: Arc<Uses>,
    /// Rate limits and caps; off where a demo city is seeded.
    pub limits: bool,
}

/// How long an answer waits for the read models to show what it just wrote. It outlasts the change
/// of the lead after a server was killed, so that nobody is sent away whose command is done.
const OWN_WRITES: Duration = Duration::from_secs(6);
/// How long a read waits for the position that it asks for.
const ASKED_FOR: Duration = Duration::from_secs(2);

impl Context {
    /// The pool of the city's application role.
    pub fn pool(&self) -> &PgPool {
        self.store.pool()
    }

    /// The policy in force now.
    pub fn policy_now(&self) -> &Policy {
        self.policy.at(self.clock.now())
    }

    /// The civil day now.
    pub fn today(&self) -> NaiveDate {
        self.policy_now().civil_day(self.clock.now())
    }

    /// Opens a personal text; `None` where there is none or its subject was erased.
    ///
    /// # Errors
    /// Where it does not open with its subject's key.
    pub async fn open<'a>(&self, text: impl Into<Option<&'a Pii>>) -> Result<Option<String>, Failure> {
        match text.into() {
            None => Ok(None),
            Some(Pii::Clear { text, .. }) => Ok(Some(text.clone())),
            Some(Pii::Sealed(sealed)) => match self.store.open_sealed(sealed).await? {
                Opened::Text(text) => Ok(Some(text)),
                Opened::Erased => Ok(None),
            },
        }
    }

    /// Waits until the read models show what was just written, for some seconds at most. A model that
    /// stands still is not waited for: what was written is written, and the others show it.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] where they do not get there: what was written stays written.
    pub async fn shown(&self, position: i64) -> Result<(), Failure> {
        in_time(self.projections.wait_for_moving(position, OWN_WRITES).await?)
    }

    /// Waits until every read model shows a position that a reader asks for, for two seconds at most.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] where they do not get there.
    pub async fn reached(&self, position: i64) -> Result<(), Failure> {
        in_time(self.projections.wait_for(position, ASKED_FOR).await?)
    }

    /// Waits until one read model shows a position, for two seconds at most: for whoever decides by that
    /// one, and has no use for the others.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] where it does not get there.
    pub async fn reached_by(&self, model: &str, position: i64) -> Result<(), Failure> {
        in_time(self.projections.wait_for_one(model, position, ASKED_FOR).await?)
    }
}

fn in_time(reached: bool) -> Result<(), Failure> {
    if reached { Ok(()) } else { Err(Failure::Unavailable("the read models are behind".to_owned())) }
}
