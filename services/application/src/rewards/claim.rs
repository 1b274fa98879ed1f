use super::purse_of;
use crate::{Context, Failure};
use domain::rewards::account::{RewardAccount, RewardAccountCommand, WAITING};
use event_store::{Envelope, ExecuteError};
use uuid::Uuid;

/// What waits for a mobile number goes to the account that it belongs to: as the account's first
/// points, or beside those that it has. Doing it again does no harm.
pub(crate) async fn claim(ctx: &Context, mobile: &str, account_id: Uuid, envelope: Envelope) -> Result<(), Failure> {
    // The account's first points may be earned in between; the second look finds them.
    for _ in 0..2 {
        let Some(waiting) = ctx.store.holder(WAITING, mobile).await? else { return Ok(()) };
        let command = match purse_of(ctx, account_id).await? {
            None => RewardAccountCommand::Claim { account_id },
            Some(_) => RewardAccountCommand::HandOver { account_id },
        };
        match ctx.store.execute::<RewardAccount>(waiting, command, envelope.clone()).await {
            // Or they lapsed, or were claimed, meanwhile.
            Ok(_) | Err(ExecuteError::Refused(_)) => return Ok(()),
            Err(ExecuteError::Taken { .. }) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Err(Failure::Unavailable("the points' account is being opened".to_owned()))
}
