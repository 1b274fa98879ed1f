use super::{Reactor, command_id};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::identity::account::AccountEvent;
use domain::rewards::account::{RewardAccount, RewardAccountCommand, WAITING};
use event_store::{ExecuteError, Recorded};

/// Points that waited for a mobile number are its owner's, once that has opened an account.
pub(super) struct PointsOfAccounts;

#[async_trait::async_trait]
impl Reactor for PointsOfAccounts {
    fn name(&self) -> &'static str {
        "points_of_accounts"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "AccountOpened"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Account(AccountEvent::AccountOpened { mobile, .. }) = event else { return Ok(()) };
        let Some(mobile) = ctx.open(mobile).await? else { return Ok(()) };
        let Some(waiting) = ctx.store.holder(WAITING, &mobile).await? else { return Ok(()) };
        let command = RewardAccountCommand::Claim { account_id: recorded.aggregate() };
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope =
            Actor::Reactor(self.name()).envelope(ctx, "ClaimRewardAccount", &key).caused_by(recorded.correlation_id, recorded.event_id);
        match ctx.store.execute::<RewardAccount>(waiting, command, envelope).await {
            // They lapsed meanwhile.
            Ok(_) | Err(ExecuteError::Refused(_)) => Ok(()),
            Err(other) => Err(other.into()),
        }
    }
}
