use super::{Reactor, command_id};
use crate::rewards::{Payer, payer_of};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::identity::person::person_of;
use domain::payments::payment::{PaymentEvent, Split};
use domain::rewards::programme::{GrantReward, RewardProgramme, RewardProgrammeCommand, programme_of};
use event_store::{ExecuteError, Recorded};

/// A fare that is paid earns points, as long as the programme's budget lasts.
pub(super) struct RewardsOfFares;

#[async_trait::async_trait]
impl Reactor for RewardsOfFares {
    fn name(&self) -> &'static str {
        "rewards_of_fares"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "PaymentSucceeded"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Payment(PaymentEvent::PaymentSucceeded { split: Split::Fare { driver_id, driver, commission, .. }, .. }) = event else {
            return Ok(());
        };
        let payment_id = recorded.aggregate();
        let payer = payer_of(ctx, payment_id).await?;
        let policy = ctx.policy.at(recorded.recorded_at);
        let command = RewardProgrammeCommand::Grant(GrantReward {
            payment_id,
            fare: driver.checked_add(*commission).unwrap_or(*driver),
            driver_id: *driver_id,
            passenger_id: match payer {
                Payer::Account(account_id) => Some(person_of(account_id)),
                Payer::Mobile(_) | Payer::Unknown => None,
            },
            passenger_known: payer != Payer::Unknown,
            day: policy.civil_day(recorded.recorded_at),
            rules: policy.rewards.clone(),
        });
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope =
            Actor::Reactor(self.name()).envelope(ctx, "GrantReward", &key).caused_by(recorded.correlation_id, recorded.event_id);
        match ctx.store.execute::<RewardProgramme>(programme_of(&policy.rewards.programme), command, envelope).await {
            // It earns nothing, by the programme's own rules.
            Ok(_) | Err(ExecuteError::Refused(_)) => Ok(()),
            Err(other) => Err(other.into()),
        }
    }
}
