//! What there is against an erasure.

use crate::{Context, Failure};
use chrono::{Days, NaiveDate};
use domain::feedback::complaint::Complaint;
use domain::feedback::rating::Rating;
use domain::identity::account::Account;
use domain::identity::person::Person;
use domain::identity::subject::Need;
use domain::licensing::licence::{Licence, Standing};
use domain::payments::payment::Payment;
use domain::rewards::account::RewardAccount;
use event_store::history;
use projections::{accounts, timeline};
use uuid::Uuid;

/// What personal data can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Account,
    Person,
    Complaint,
    Rating,
    /// Officers' notes on it.
    Licence,
    /// The number of whoever paid without an account.
    Payment,
    /// The number that points waited for.
    Points,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Person => "person",
            Self::Complaint => "complaint",
            Self::Rating => "rating",
            Self::Licence => "licence",
            Self::Payment => "payment",
            Self::Points => "points",
        }
    }
}

/// What a subject is; `None` where nobody knows it.
pub(super) async fn kind(ctx: &Context, subject: Uuid) -> Result<Option<Kind>, Failure> {
    let store = &ctx.store;
    Ok(if store.load::<Account>(subject).await?.1 > 0 {
        Some(Kind::Account)
    } else if store.load::<Person>(subject).await?.1 > 0 {
        Some(Kind::Person)
    } else if store.load::<Complaint>(subject).await?.1 > 0 {
        Some(Kind::Complaint)
    } else if store.load::<Rating>(subject).await?.1 > 0 {
        Some(Kind::Rating)
    } else if store.load::<Licence>(subject).await?.1 > 0 {
        Some(Kind::Licence)
    } else if !store.knows_subject(subject).await? {
        None
    } else if store.load::<Payment>(subject).await?.1 > 0 {
        Some(Kind::Payment)
    } else if store.load::<RewardAccount>(subject).await?.1 > 0 {
        Some(Kind::Points)
    } else {
        None
    })
}

/// What the data is needed for now.
pub(super) async fn needed_for(ctx: &Context, subject: Uuid, kind: Kind) -> Result<Option<Need>, Failure> {
    let holds = async |scope: &str, value: String| ctx.store.holder(scope, &value).await.map(|holder| holder.is_some());
    match kind {
        Kind::Account => {
            let account = accounts::query::by_id(ctx.pool(), subject).await?;
            Ok(account.filter(|account| !account.roles.is_empty()).map(|_| Need::Role))
        }
        Kind::Person => {
            if holds("licence.driver", subject.to_string()).await? {
                return Ok(Some(Need::Permit));
            }
            if holds("assignment.driver", subject.to_string()).await? {
                return Ok(Some(Need::Assignment));
            }
            for permit in &ctx.policy_now().licensing.permit_kinds {
                if holds("application.open", format!("{subject}:{}", permit.code)).await? {
                    return Ok(Some(Need::Application));
                }
            }
            Ok(None)
        }
        Kind::Licence => {
            let licence = projections::register::query::licence(ctx.pool(), subject).await?;
            let standing = licence.map(|licence| licence.on(ctx.today()));
            let goes_on = matches!(standing, Some(Standing::Valid | Standing::NotYetValid | Standing::Suspended));
            Ok(goes_on.then_some(Need::Permit))
        }
        Kind::Complaint | Kind::Rating | Kind::Payment | Kind::Points => Ok(None),
    }
}

/// The last civil day on which it must be kept; `None` where it need not be.
pub(super) async fn kept_until(ctx: &Context, subject: Uuid, kind: Kind) -> Result<Option<NaiveDate>, Failure> {
    let rules = &ctx.policy_now().privacy;
    let days = match kind {
        Kind::Person if ctx.store.load::<Person>(subject).await?.0 == Person::Declared => rules.records_days,
        Kind::Licence => rules.records_days,
        Kind::Complaint => rules.complaint_days,
        Kind::Account | Kind::Person | Kind::Rating | Kind::Payment | Kind::Points => return Ok(None),
    };
    let positions = timeline::query::positions(ctx.pool(), &[subject]).await?;
    // Looking at it is no use of it.
    let events = history::at_positions(ctx.pool(), &positions).await?;
    let last = events.iter().rev().find(|event| !matches!(event.aggregate_type.as_str(), "access" | "subject"));
    Ok(last.and_then(|event| ctx.policy_now().civil_day(event.recorded_at).checked_add_days(Days::new(days.into()))))
}
