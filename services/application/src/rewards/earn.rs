//! Whose points a fare earns, and giving them.

use super::{claim, purse_of};
use crate::past::events_of;
use crate::{Context, Failure};
use chrono::NaiveDate;
use domain::AnyEvent;
use domain::kernel::Pii;
use domain::kernel::event::derived_id;
use domain::payments::payment::PaymentEvent;
use domain::rewards::account::{AccruePoints, Holder, RewardAccount, RewardAccountCommand, RewardAccountError, WAITING};
use event_store::{Envelope, ExecuteError};
use uuid::Uuid;

/// Events at the beginning of a payment in which it stands who pays.
const BEGINNING: i64 = 3;

/// Who paid a fare, as far as points are concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Payer {
    /// Somebody with an account.
    Account(Uuid),
    /// Whoever opens an account with this mobile number.
    Mobile(String),
    /// Nobody knows.
    Unknown,
}

/// Who paid: the account that paid, else that of the mobile number, else the number alone. From the
/// log itself, since read models may be behind.
pub(crate) async fn payer_of(ctx: &Context, payment_id: Uuid) -> Result<Payer, Failure> {
    let mut mobile = None;
    for event in &events_of(ctx, "payment", payment_id, BEGINNING).await? {
        match event {
            AnyEvent::Payment(PaymentEvent::PaymentCreated { account_id: Some(account_id), .. }) => return Ok(Payer::Account(*account_id)),
            AnyEvent::Payment(PaymentEvent::PayerMobileGiven { mobile: given }) => mobile = ctx.open(given).await?,
            _ => {}
        }
    }
    let Some(mobile) = mobile else { return Ok(Payer::Unknown) };
    let account_id = ctx.store.holder("account.mobile", &mobile).await?;
    Ok(account_id.map_or(Payer::Mobile(mobile), Payer::Account))
}

/// Gives somebody points. A cap of the day that leaves none is no failure. The envelope is made of the
/// name of each command that it takes.
pub(crate) async fn accrue(
    ctx: &Context,
    payer: &Payer,
    claim_until: NaiveDate,
    earned: AccruePoints,
    envelope: impl Fn(&'static str) -> Envelope,
) -> Result<(), Failure> {
    let (day, payment_id) = (earned.day, earned.payment_id);
    // Of two fares at once one opens the account; the other finds it then.
    for _ in 0..2 {
        let (id, holder) = match payer {
            Payer::Account(account_id) => {
                let id = purse_of(ctx, *account_id).await?.unwrap_or_else(|| derived_id(*account_id, "rewards"));
                (id, Holder::Account { account_id: *account_id })
            }
            Payer::Mobile(mobile) => {
                let known = ctx.store.holder(WAITING, mobile).await?;
                let id = known.unwrap_or_else(|| derived_id(payment_id, "rewards"));
                (id, Holder::Waiting { mobile: Pii::clear(id, mobile.as_str()), until: claim_until })
            }
            Payer::Unknown => return Ok(()),
        };
        let command = RewardAccountCommand::Accrue(AccruePoints { holder, ..earned.clone() });
        match ctx.store.execute::<RewardAccount>(id, command, envelope("AccruePoints")).await {
            Ok(_) | Err(ExecuteError::Refused(RewardAccountError::CapReached)) => return given(ctx, payer, &envelope).await,
            // What waited was claimed just now, and there is another place for these.
            Err(ExecuteError::Taken { .. } | ExecuteError::Refused(RewardAccountError::AlreadyClaimed)) => {}
            Err(ExecuteError::Refused(RewardAccountError::Lapsed)) => lapse(ctx, id, day, envelope("LapseWaitingPoints")).await?,
            Err(other) => return Err(other.into()),
        }
    }
    Err(Failure::Unavailable("the points' account is being opened".to_owned()))
}

/// The number's owner may have opened an account while points were put by for it.
async fn given(ctx: &Context, payer: &Payer, envelope: impl Fn(&'static str) -> Envelope) -> Result<(), Failure> {
    let Payer::Mobile(mobile) = payer else { return Ok(()) };
    match ctx.store.holder("account.mobile", mobile).await? {
        Some(account_id) => claim(ctx, mobile, account_id, envelope("ClaimRewardAccount")).await,
        None => Ok(()),
    }
}

/// Points that waited too long make room for newer ones, where nobody has ended them yet.
async fn lapse(ctx: &Context, id: Uuid, today: NaiveDate, envelope: Envelope) -> Result<(), Failure> {
    match ctx.store.execute::<RewardAccount>(id, RewardAccountCommand::Lapse { today }, envelope).await {
        Ok(_) | Err(ExecuteError::Refused(_)) => Ok(()),
        Err(other) => Err(other.into()),
    }
}
