//! Points as they are earned, spent and lost, for the story that stock readers read.

use crate::support::{Log, noon};
use chrono::Days;
use domain::kernel::{Pii, Rial};
use domain::policy::RewardRules;
use domain::rewards::account::{AccruePoints, HandOverGift, Holder, Lot, RedeemPoints, Reward, RewardAccount, RewardAccountCommand};
use domain::rewards::programme::{GrantReward, RewardProgramme, RewardProgrammeCommand};
use uuid::Uuid;

fn rial(amount: i64) -> Rial {
    Rial::new(amount).expect("an amount")
}

fn rules() -> RewardRules {
    RewardRules {
        programme: "1405".to_owned(),
        budget_points: 100,
        rial_per_point: rial(500),
        passenger_amount_per_point: rial(50_000),
        driver_amount_per_point: rial(100_000),
        passenger_points_per_day: 20,
        driver_points_per_day: 60,
        fares_per_pair_and_day: 2,
        pending_days: 3,
        valid_days: 365,
        waiting_days: 30,
        voucher_points: 1_000,
        gifts: Vec::new(),
    }
}

impl Log {
    pub async fn tell_of_points(&self) {
        use RewardAccountCommand as R;
        let today = noon().date_naive();
        let later = |days| today + Days::new(days);
        let accrue = |holder| {
            R::Accrue(AccruePoints {
                holder,
                payment_id: Uuid::new_v4(),
                counterparty: Some(Uuid::new_v4()),
                points: 9,
                rial_per_point: rial(500),
                per_day: 20,
                per_pair_and_day: 2,
                day: today,
                active_on: later(3),
                expires_on: later(30),
            })
        };
        let waiting = |digit: u8| Holder::Waiting { mobile: Pii::clear(Uuid::new_v4(), format!("0912000000{digit}")), until: later(30) };
        let redeem = |redemption_id, reward| {
            R::Redeem(RedeemPoints { redemption_id, reward, points: 3, today: later(3), policy_version: "1405-01".to_owned() })
        };
        let got = Uuid::new_v4();
        let gift = Reward::Gift { code: "inspection".to_owned(), item: 1 };
        let lots = vec![Lot { points: 2, rial_per_point: rial(500), active_on: later(3), expires_on: later(30), active: false }];
        self.tell::<RewardAccount>(vec![
            accrue(waiting(1)),
            R::Claim { account_id: Uuid::new_v4() },
            R::Receive { from: Uuid::new_v4(), lots },
            R::Activate { today: later(3) },
            redeem(Uuid::new_v4(), Reward::Voucher {}),
            redeem(got, gift),
            R::HandOverGift(HandOverGift { redemption_id: got, officer_id: Uuid::new_v4(), today: later(4) }),
            R::Expire { today: later(31) },
        ])
        .await;
        self.tell::<RewardAccount>(vec![accrue(waiting(3)), R::HandOver { account_id: Uuid::new_v4() }]).await;
        self.tell::<RewardAccount>(vec![accrue(waiting(2)), R::Lapse { today: later(31) }]).await;
        let grant = GrantReward {
            payment_id: Uuid::new_v4(),
            fare: rial(180_000),
            driver_id: Uuid::new_v4(),
            passenger_id: None,
            passenger_known: true,
            day: today,
            rules: rules(),
        };
        self.tell::<RewardProgramme>(vec![RewardProgrammeCommand::Grant(grant)]).await;
    }
}
