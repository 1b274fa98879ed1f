use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};

cases!(State { Absent, Pending, Active, Spent, WaitingPending, WaitingActive, Lapsed });
cases!(Asked { Accrue, Activate, Claim, Redeem, Expire, Lapse });

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
            State::Lapsed => {
                pending(waiting()).into_iter().chain([RewardAccountEvent::WaitingPointsLapsed { points: 3, value: rial(1_500) }]).collect()
            }
        }
    }

    fn is(state: State, account: &RewardAccount) -> bool {
        let (active, left) = match account {
            RewardAccount::Held { purse, .. } | RewardAccount::Waiting { purse, .. } => (purse.spendable(day(0)), purse.all().points),
            RewardAccount::Absent | RewardAccount::Lapsed => (0, 0),
        };
        match account {
            RewardAccount::Absent => state == State::Absent,
            RewardAccount::Held { .. } if left == 0 => state == State::Spent,
            RewardAccount::Held { .. } if active > 0 => state == State::Active,
            RewardAccount::Held { .. } => state == State::Pending,
            RewardAccount::Waiting { .. } if active > 0 => state == State::WaitingActive,
            RewardAccount::Waiting { .. } => state == State::WaitingPending,
            RewardAccount::Lapsed => state == State::Lapsed,
        }
    }

    /// All long after the points were earned, and after their last day.
    fn command(asked: Asked) -> RewardAccountCommand {
        let today = day(40);
        match asked {
            Asked::Accrue => RewardAccountCommand::Accrue(accrue(3, 40)),
            Asked::Activate => RewardAccountCommand::Activate { today },
            Asked::Claim => RewardAccountCommand::Claim { account_id: ACCOUNT },
            Asked::Redeem => RewardAccountCommand::Redeem(redeem(3, 4)),
            Asked::Expire => RewardAccountCommand::Expire { today },
            Asked::Lapse => RewardAccountCommand::Lapse { today },
        }
    }

    fn asked(command: &RewardAccountCommand) -> Asked {
        match command {
            RewardAccountCommand::Accrue(_) => Asked::Accrue,
            RewardAccountCommand::Activate { .. } => Asked::Activate,
            RewardAccountCommand::Claim { .. } => Asked::Claim,
            RewardAccountCommand::Redeem(_) => Asked::Redeem,
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

            (Pending | Active | WaitingPending | WaitingActive, Asked::Accrue) => then(&["PointsAccrued"], state),
            (Spent, Asked::Accrue) => then(&["PointsAccrued"], Pending),
            (Pending, Asked::Activate) => then(&["PointsActivated"], Active),
            (WaitingPending, Asked::Activate) => then(&["PointsActivated"], WaitingActive),
            (Active | Spent | WaitingActive, Asked::Activate) => Err(RewardAccountError::NothingToActivate),
            (WaitingPending, Asked::Claim) => then(&["RewardAccountClaimed"], Pending),
            (WaitingActive, Asked::Claim) => then(&["RewardAccountClaimed"], Active),
            (Pending | Active | Spent, Asked::Claim | Asked::Lapse) => Err(RewardAccountError::AlreadyClaimed),
            (Active, Asked::Redeem) => then(&["PointsRedeemed"], Spent),
            (Pending | Spent, Asked::Redeem) => Err(RewardAccountError::TooFewPoints),
            (WaitingPending | WaitingActive, Asked::Redeem) => Err(RewardAccountError::NotClaimed),
            (Pending | Active, Asked::Expire) => then(&["PointsExpired"], Spent),
            (WaitingPending | WaitingActive, Asked::Expire) => then(&["PointsExpired"], WaitingPending),
            (Spent, Asked::Expire) => Err(RewardAccountError::NothingToExpire),
            (WaitingPending | WaitingActive, Asked::Lapse) => then(&["WaitingPointsLapsed"], Lapsed),
        }
    }
}

#[test]
fn every_state_answers_every_command() {
    check::<Table>();
}
