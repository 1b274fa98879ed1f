use super::subjects::account_of;
use super::{Reactor, command_id};
use crate::rewards::{Payer, accrue, payer_of};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::rewards::account::{AccruePoints, Holder};
use domain::rewards::programme::RewardProgrammeEvent;
use event_store::Recorded;
use uuid::Uuid;

/// What a programme provides goes to the passenger and to the driver, within the caps of their day.
pub(super) struct PointsOfRewards;

#[async_trait::async_trait]
impl Reactor for PointsOfRewards {
    fn name(&self) -> &'static str {
        "points_of_rewards"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "RewardGranted"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::RewardProgramme(RewardProgrammeEvent::RewardGranted {
            payment_id,
            driver_id,
            passenger_id,
            passenger_points,
            driver_points,
            rial_per_point,
            passenger_per_day,
            driver_per_day,
            per_pair_and_day,
            day,
            active_on,
            expires_on,
            claim_until,
        }) = event
        else {
            return Ok(());
        };
        let earned = |points, per_day, counterparty| AccruePoints {
            // Whose they are is found out when they are given.
            holder: Holder::Account { account_id: Uuid::nil() },
            payment_id: *payment_id,
            counterparty,
            points,
            rial_per_point: *rial_per_point,
            per_day,
            per_pair_and_day: *per_pair_and_day,
            day: *day,
            active_on: *active_on,
            expires_on: *expires_on,
        };
        let driver = account_of(ctx, *driver_id).await?.map_or(Payer::Unknown, Payer::Account);
        let shares = [
            (payer_of(ctx, *payment_id).await?, earned(*passenger_points, *passenger_per_day, Some(*driver_id))),
            (driver, earned(*driver_points, *driver_per_day, *passenger_id)),
        ];
        for (ordinal, (whose, earned)) in (0..).zip(shares) {
            if earned.points == 0 {
                continue;
            }
            let key = CommandKey { id: command_id(self.name(), recorded.event_id, ordinal), request: Vec::new() };
            let envelope = |command| {
                let actor = Actor::Reactor(self.name());
                actor.envelope(ctx, command, &key.then(command)).caused_by(recorded.correlation_id, recorded.event_id)
            };
            accrue(ctx, &whose, *claim_until, earned, envelope).await?;
        }
        Ok(())
    }
}
