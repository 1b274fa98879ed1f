use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};

cases!(State { Absent, Pending, Active, Spent, WaitingPending, WaitingActive, Lapsed, HandedOver });
cases!(Asked { Accrue, Activate, Claim, HandOver, Receive, Redeem, HandOverGift, Expire, Lapse });

struct Table;

impl Pairs for Table {
    type Aggregate = RewardAccount;
    type State = State;
    type Command = Asked;
    const STATES: &'static [State] = State::ALL;
    const COMMANDS: &'static [Asked] = Asked::ALL;

    fn history(state: State) -> Vec<RewardAccountEvent> {
        let pending = |holder| vec![opened(holder), accrued(3, 3, 0)];
        match state {
            State::Absent => vec![],
            State::Pending => pending(held()),
            State::Active => pending(held()).into_iter().chain([activated(3, 3, None)]).collect(),
            State::Spent => pending(held()).into_iter().chain([activated(3, 3, None), redeemed(3, None)]).collect(),
            State::WaitingPending => pending(waiting()),
            State::WaitingActive => pending(waiting()).into_iter().chain([activated(3, 3, None)]).collect(),
            State::Lapsed => pending(waiting()).into_iter().chain([lapsed(3)]).collect(),
            State::HandedOver => {
                let handed_over = RewardAccountEvent::WaitingPointsHandedOver { account_id: ACCOUNT, lots: vec![lot(3, 0, false)] };
                pending(waiting()).into_iter().chain([handed_over]).collect()
            }
        }
    }

    fn is(state: State, account: &RewardAccount) -> bool {
        let (active, left) = match account {
            RewardAccount::Held { purse, .. } | RewardAccount::Waiting { purse, .. } => (purse.spendable(day(0)), purse.all().points),
            RewardAccount::Absent | RewardAccount::Lapsed | RewardAccount::HandedOver => (0, 0),
        };
        match account {
            RewardAccount::Absent => state == State::Absent,
            RewardAccount::Held { .. } if left == 0 => state == State::Spent,
            RewardAccount::Held { .. } if active > 0 => state == State::Active,
            RewardAccount::Held { .. } => state == State::Pending,
            RewardAccount::Waiting { .. } if active > 0 => state == State::WaitingActive,
            RewardAccount::Waiting { .. } => state == State::WaitingPending,
            RewardAccount::Lapsed => state == State::Lapsed,
            RewardAccount::HandedOver => state == State::HandedOver,
        }
    }

    /// All but spending long after the points were earned, and after their last day.
    fn command(asked: Asked) -> RewardAccountCommand {
        let today = day(40);
        match asked {
            Asked::Accrue => RewardAccountCommand::Accrue(accrue(3, 30)),
            Asked::Activate => RewardAccountCommand::Activate { today },
            Asked::Claim => RewardAccountCommand::Claim { account_id: ACCOUNT },
            Asked::HandOver => RewardAccountCommand::HandOver { account_id: ACCOUNT },
            Asked::Receive => RewardAccountCommand::Receive { from: REDEMPTION, lots: vec![lot(3, 0, false)] },
            Asked::Redeem => RewardAccountCommand::Redeem(redeem(3, 2)),
            Asked::HandOverGift => RewardAccountCommand::HandOverGift(HandOverGift { redemption_id: REDEMPTION, officer_id: DRIVER, today }),
            Asked::Expire => RewardAccountCommand::Expire { today },
            Asked::Lapse => RewardAccountCommand::Lapse { today },
        }
    }

    fn asked(command: &RewardAccountCommand) -> Asked {
        match command {
            RewardAccountCommand::Accrue(_) => Asked::Accrue,
            RewardAccountCommand::Activate { .. } => Asked::Activate,
            RewardAccountCommand::Claim { .. } => Asked::Claim,
            RewardAccountCommand::HandOver { .. } => Asked::HandOver,
            RewardAccountCommand::Receive { .. } => Asked::Receive,
            RewardAccountCommand::Redeem(_) => Asked::Redeem,
            RewardAccountCommand::HandOverGift(_) => Asked::HandOverGift,
            RewardAccountCommand::Expire { .. } => Asked::Expire,
            RewardAccountCommand::Lapse { .. } => Asked::Lapse,
        }
    }

    fn expected(state: State, asked: Asked) -> Verdict<Self> {
        use State::*;
        let then = |event: &'static [&'static str], after| Ok((event, after));
        match (state, asked) {
            (Absent, Asked::Accrue) => then(&["RewardAccountOpened", "PointsAccrued"], Pending),
            (Absent, _) => Err(RewardAccountError::Absent),
            (Lapsed, _) => Err(RewardAccountError::Lapsed),
            (HandedOver, _) => Err(RewardAccountError::AlreadyClaimed),

            (Pending | Active | WaitingPending | WaitingActive, Asked::Accrue) => then(&["PointsAccrued"], state),
            (Spent, Asked::Accrue) => then(&["PointsAccrued"], Pending),
            (Pending, Asked::Activate) => then(&["PointsActivated"], Active),
            (WaitingPending, Asked::Activate) => then(&["PointsActivated"], WaitingActive),
            (Active | Spent | WaitingActive, Asked::Activate) => Err(RewardAccountError::NothingToActivate),
            (WaitingPending, Asked::Claim) => then(&["RewardAccountClaimed"], Pending),
            (WaitingActive, Asked::Claim) => then(&["RewardAccountClaimed"], Active),
            (WaitingPending | WaitingActive, Asked::HandOver) => then(&["WaitingPointsHandedOver"], HandedOver),
            (Pending | Active | Spent, Asked::Claim | Asked::HandOver | Asked::Lapse) => Err(RewardAccountError::AlreadyClaimed),
            (Pending | Active, Asked::Receive) => then(&["PointsReceived"], state),
            (Spent, Asked::Receive) => then(&["PointsReceived"], Pending),
            (WaitingPending | WaitingActive, Asked::Receive) => Err(RewardAccountError::NotClaimed),
            (Active, Asked::Redeem) => then(&["PointsRedeemed"], Spent),
            (Pending | Spent, Asked::Redeem) => Err(RewardAccountError::TooFewPoints),
            (WaitingPending | WaitingActive, Asked::Redeem | Asked::HandOverGift) => Err(RewardAccountError::NotClaimed),
            // Nothing was got for points but, once, a voucher.
            (Pending | Active | Spent, Asked::HandOverGift) => Err(RewardAccountError::GiftUnknown),
            (Pending, Asked::Expire) => then(&["PointsActivated", "PointsExpired"], Spent),
            (Active, Asked::Expire) => then(&["PointsExpired"], Spent),
            (WaitingPending, Asked::Expire) => then(&["PointsActivated", "PointsExpired"], WaitingPending),
            (WaitingActive, Asked::Expire) => then(&["PointsExpired"], WaitingPending),
            (Spent, Asked::Expire) => Err(RewardAccountError::NothingToExpire),
            (WaitingPending | WaitingActive, Asked::Lapse) => then(&["WaitingPointsLapsed"], Lapsed),
        }
    }
}

#[test]
fn every_state_answers_every_command() {
    check::<Table>();
}
