use super::{Reactor, command_id};
use crate::rewards::{claim, purse_of};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::identity::account::AccountEvent;
use domain::rewards::account::{RewardAccount, RewardAccountCommand, RewardAccountEvent};
use event_store::Recorded;

/// Points that waited for a mobile number are its owner's, once an account has that number.
pub(super) struct PointsOfAccounts;

#[async_trait::async_trait]
impl Reactor for PointsOfAccounts {
    fn name(&self) -> &'static str {
        "points_of_accounts"
    }

    fn wants(&self, event_type: &str) -> bool {
        matches!(event_type, "AccountOpened" | "MobileChanged" | "WaitingPointsHandedOver")
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let envelope = |command| {
            let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
            Actor::Reactor(self.name()).envelope(ctx, command, &key).caused_by(recorded.correlation_id, recorded.event_id)
        };
        match event {
            AnyEvent::Account(AccountEvent::AccountOpened { mobile, .. } | AccountEvent::MobileChanged { mobile, .. }) => {
                let Some(mobile) = ctx.open(mobile).await? else { return Ok(()) };
                claim(ctx, &mobile, recorded.aggregate(), envelope("ClaimRewardAccount")).await
            }
            AnyEvent::RewardAccount(RewardAccountEvent::WaitingPointsHandedOver { account_id, lots }) => {
                let purse = purse_of(ctx, *account_id).await?;
                let purse = purse.ok_or_else(|| Failure::Internal("points were handed over to an account without any".to_owned()))?;
                let command = RewardAccountCommand::Receive { from: recorded.aggregate(), lots: lots.clone() };
                ctx.store.execute::<RewardAccount>(purse, command, envelope("ReceivePoints")).await?;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
