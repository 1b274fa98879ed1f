//! What is about the same human.

use super::facts::Kind;
use crate::past::events_of;
use crate::rewards::{Payer, payer_of, purse_of};
use crate::{Context, Failure};
use domain::AnyEvent;
use domain::identity::person::{Person, person_of};
use domain::payments::payment::{Payment, Split};
use domain::rewards::account::{RewardAccountEvent, WAITING};
use projections::applications;
use uuid::Uuid;

/// Everything that is about the same human as a subject: account and person go together, and with
/// them the numbers under which the account's points were earned before it had them. Whoever has no
/// account names a payment, and is found by its number.
pub(super) async fn human(ctx: &Context, subject: Uuid, kind: Kind) -> Result<Vec<(Uuid, Kind)>, Failure> {
    let mut all = vec![(subject, kind)];
    let mut account = None;
    let mut points = None;
    match kind {
        Kind::Account => {
            let person = person_of(subject);
            if ctx.store.load::<Person>(person).await?.1 > 0 {
                all.push((person, Kind::Person));
            }
            account = Some(subject);
        }
        Kind::Person => {
            let row = applications::query::person(ctx.pool(), subject).await?;
            account = row.and_then(|row| row.account_id);
            all.extend(account.map(|account| (account, Kind::Account)));
        }
        Kind::Payment => {
            if let Payer::Mobile(mobile) = payer_of(ctx, subject).await? {
                points = ctx.store.holder(WAITING, &mobile).await?;
            }
        }
        Kind::Points => points = Some(subject),
        Kind::Complaint | Kind::Rating | Kind::Licence => {}
    }
    if let Some(account) = account {
        points = purse_of(ctx, account).await?;
    }
    if let Some(points) = points {
        for found in numbers_of(ctx, points, account.map(person_of)).await? {
            if ctx.store.knows_subject(found.0).await? && !all.contains(&found) {
                all.push(found);
            }
        }
    }
    Ok(all)
}

/// Whatever points may have been earned by: the places where they waited for a number, and the fares
/// that were paid for them. A driver's points are for what others paid.
async fn numbers_of(ctx: &Context, purse: Uuid, person: Option<Uuid>) -> Result<Vec<(Uuid, Kind)>, Failure> {
    let (mut found, mut ahead) = (Vec::new(), vec![purse]);
    while let Some(points) = ahead.pop() {
        found.push((points, Kind::Points));
        for event in events_of(ctx, "reward_account", points, i64::MAX).await? {
            match event {
                AnyEvent::RewardAccount(RewardAccountEvent::PointsAccrued { payment_id, .. }) => {
                    let driver = driver_of(ctx, payment_id).await?;
                    if driver.is_none() || driver != person {
                        found.push((payment_id, Kind::Payment));
                    }
                }
                AnyEvent::RewardAccount(RewardAccountEvent::PointsReceived { from, .. }) => ahead.push(from),
                _ => {}
            }
        }
    }
    Ok(found)
}

/// Who drove, where a payment is a fare's.
async fn driver_of(ctx: &Context, payment_id: Uuid) -> Result<Option<Uuid>, Failure> {
    let (payment, _) = ctx.store.load::<Payment>(payment_id).await?;
    Ok(match payment.session().map(|session| &session.attempt.split) {
        Ok(Split::Fare { driver_id, .. }) => Some(*driver_id),
        Ok(Split::Fees { .. }) | Err(_) => None,
    })
}
