use super::*;
use crate::kernel::{ClaimChange, LogEvent};
use proptest::prelude::*;

#[test]
fn the_first_points_open_the_account_and_are_pending() {
    account()
        .given_no_previous_events()
        .when(RewardAccountCommand::Accrue(accrue(3, 0)))
        .then_expect_events(vec![opened(held()), accrued(3, 3, 0)]);
    account()
        .given(vec![opened(held()), accrued(3, 3, 0)])
        .when(RewardAccountCommand::Redeem(redeem(1, 1)))
        .then_expect_error(RewardAccountError::TooFewPoints);
}

#[test]
fn a_day_has_a_cap_and_the_event_says_what_it_took() {
    let history = vec![opened(held()), accrued(15, 15, 0)];
    account().given(history.clone()).when(RewardAccountCommand::Accrue(accrue(9, 0))).then_expect_events(vec![accrued(9, 5, 0)]);
    let full = history.into_iter().chain([RewardAccountEvent::PointsAccrued {
        payment_id: PAYMENT,
        counterparty: None,
        provided: 9,
        points: 5,
        rial_per_point: rial(500),
        value: rial(2_500),
        day: day(0),
        active_on: day(3),
        expires_on: day(13),
        claim_until: None,
    }]);
    let full: Vec<_> = full.collect();
    account().given(full.clone()).when(RewardAccountCommand::Accrue(accrue(1, 0))).then_expect_error(RewardAccountError::CapReached);
    account().given(full).when(RewardAccountCommand::Accrue(accrue(1, 1))).then_expect_events(vec![accrued(1, 1, 1)]);
}

#[test]
fn the_same_two_earn_no_more_than_twice_a_day() {
    let twice = vec![opened(held()), accrued(1, 1, 0), accrued(1, 1, 0)];
    account().given(twice.clone()).when(RewardAccountCommand::Accrue(accrue(1, 0))).then_expect_error(RewardAccountError::CapReached);
    let other = AccruePoints { counterparty: Some(ACCOUNT), ..accrue(1, 0) };
    let mut expected = accrued(1, 1, 0);
    if let RewardAccountEvent::PointsAccrued { counterparty, .. } = &mut expected {
        *counterparty = Some(ACCOUNT);
    }
    account().given(twice).when(RewardAccountCommand::Accrue(other)).then_expect_events(vec![expected]);
}

#[test]
fn points_become_active_when_their_window_closes_and_the_event_says_when_the_next_do() {
    let history = vec![opened(held()), accrued(3, 3, 0), accrued(4, 4, 1), accrued(5, 5, 6)];
    account().given(history.clone()).when(RewardAccountCommand::Activate { today: day(2) }).then_expect_error(RewardAccountError::NothingToActivate);
    account().given(history).when(RewardAccountCommand::Activate { today: day(5) }).then_expect_events(vec![activated(7, 5, Some(9))]);
}

#[test]
fn those_are_spent_first_that_expire_first_and_what_is_left_expires() {
    let history = vec![opened(held()), accrued(3, 3, 0), accrued(4, 4, 1), activated(7, 4, None)];
    account().given(history.clone()).when(RewardAccountCommand::Redeem(redeem(5, 5))).then_expect_events(vec![redeemed(5, Some(14))]);
    let spent: Vec<_> = history.into_iter().chain([redeemed(5, Some(14))]).collect();
    account().given(spent.clone()).when(RewardAccountCommand::Redeem(redeem(3, 5))).then_expect_error(RewardAccountError::TooFewPoints);
    account().given(spent.clone()).when(RewardAccountCommand::Redeem(redeem(2, 15))).then_expect_error(RewardAccountError::TooFewPoints);
    account().given(spent).when(RewardAccountCommand::Expire { today: day(15) }).then_expect_events(vec![expired(2, 15, None)]);
}

#[test]
fn what_came_due_while_nobody_looked_comes_first() {
    let history = vec![opened(held()), accrued(3, 3, 0), accrued(4, 4, 8)];
    account().given(history.clone()).when(RewardAccountCommand::Redeem(redeem(4, 14))).then_expect_events(vec![
        activated(7, 14, None),
        expired(3, 14, Some(21)),
        redeemed(4, None),
    ]);
    account().given(history.clone()).when(RewardAccountCommand::Redeem(redeem(5, 14))).then_expect_error(RewardAccountError::TooFewPoints);
    account()
        .given(history.clone())
        .when(RewardAccountCommand::Expire { today: day(14) })
        .then_expect_events(vec![activated(7, 14, None), expired(3, 14, Some(21))]);
    account().given(history).when(RewardAccountCommand::Expire { today: day(13) }).then_expect_error(RewardAccountError::NothingToExpire);
}

#[test]
fn points_wait_for_whoever_opens_an_account_with_the_number() {
    let waiting = vec![opened(waiting()), accrued(3, 3, 0)];
    let claimed = RewardAccountEvent::RewardAccountClaimed { account_id: ACCOUNT };
    account().given(waiting.clone()).when(RewardAccountCommand::Claim { account_id: ACCOUNT }).then_expect_events(vec![claimed.clone()]);
    account().given(waiting.clone()).when(RewardAccountCommand::Lapse { today: day(30) }).then_expect_error(RewardAccountError::StillClaimable);
    account().given(waiting.clone()).when(RewardAccountCommand::Lapse { today: day(31) }).then_expect_events(vec![lapsed(3)]);
    let active: Vec<_> = waiting.into_iter().chain([claimed, activated(3, 3, None)]).collect();
    account().given(active).when(RewardAccountCommand::Redeem(redeem(3, 3))).then_expect_events(vec![redeemed(3, None)]);
}

#[test]
fn a_later_fare_lets_all_of_them_wait_longer_but_none_that_waited_too_long() {
    let later = |nth| AccruePoints { holder: Holder::Waiting { mobile: Pii::clear(PAYMENT, "09121112233"), until: day(nth + 30) }, ..accrue(4, nth) };
    let history = vec![opened(waiting()), accrued(3, 3, 0)];
    let mut kept = accrued(4, 4, 29);
    if let RewardAccountEvent::PointsAccrued { claim_until, .. } = &mut kept {
        *claim_until = Some(day(59));
    }
    account().given(history.clone()).when(RewardAccountCommand::Accrue(later(29))).then_expect_events(vec![kept.clone()]);
    let longer: Vec<_> = history.iter().cloned().chain([kept]).collect();
    account().given(longer.clone()).when(RewardAccountCommand::Lapse { today: day(59) }).then_expect_error(RewardAccountError::StillClaimable);
    account().given(longer).when(RewardAccountCommand::Lapse { today: day(60) }).then_expect_events(vec![lapsed(7)]);
    account().given(history).when(RewardAccountCommand::Accrue(later(31))).then_expect_error(RewardAccountError::Lapsed);
}

#[test]
fn what_waited_goes_to_the_points_that_an_account_has_already() {
    let history = vec![opened(waiting()), accrued(3, 3, 0), activated(3, 3, None), accrued(4, 4, 8)];
    let lots = vec![lot(3, 0, true), lot(4, 8, false)];
    let handed_over = RewardAccountEvent::WaitingPointsHandedOver { account_id: ACCOUNT, lots: lots.clone() };
    assert_eq!(handed_over.claims(), [ClaimChange::Release { scope: WAITING }]);
    account().given(history.clone()).when(RewardAccountCommand::HandOver { account_id: ACCOUNT }).then_expect_events(vec![handed_over.clone()]);
    let gone: Vec<_> = history.into_iter().chain([handed_over]).collect();
    account().given(gone).when(RewardAccountCommand::HandOver { account_id: ACCOUNT }).then_expect_error(RewardAccountError::AlreadyClaimed);

    let received = RewardAccountEvent::PointsReceived { from: REDEMPTION, lots: lots.clone() };
    let own = vec![opened(held()), accrued(5, 5, 2)];
    account().given(own.clone()).when(RewardAccountCommand::Receive { from: REDEMPTION, lots }).then_expect_events(vec![received.clone()]);
    let both: Vec<_> = own.into_iter().chain([received]).collect();
    account().given(both).when(RewardAccountCommand::Redeem(redeem(12, 12))).then_expect_events(vec![activated(9, 12, None), redeemed(12, None)]);
}

#[test]
fn a_number_an_account_and_each_gift_are_held_once() {
    let take = |scope, value: &str| ClaimChange::Take { scope, value: value.to_owned() };
    assert_eq!(opened(waiting()).claims(), [take(WAITING, "09121112233")]);
    assert_eq!(opened(held()).claims(), [take(OF_ACCOUNT, &ACCOUNT.to_string())]);
    let claimed = RewardAccountEvent::RewardAccountClaimed { account_id: ACCOUNT };
    assert_eq!(claimed.claims(), [ClaimChange::Release { scope: WAITING }, take(OF_ACCOUNT, &ACCOUNT.to_string())]);
    let RewardAccountEvent::PointsRedeemed { redemption_id, account_id, points, value, next_expiry, policy_version, .. } = redeemed(1, None) else { panic!("redeemed") };
    let gift = Reward::Gift { code: "inspection".into(), item: 2 };
    let redeemed = RewardAccountEvent::PointsRedeemed { redemption_id, account_id, reward: gift, points, value, next_expiry, policy_version };
    assert_eq!(redeemed.claims(), [take(GIFT, "inspection:2")]);
}

proptest! {
    /// Whatever is asked in whatever order: nothing is spent or expires that was not earned.
    #[test]
    fn no_point_is_lost_or_made(asked in prop::collection::vec((0u8..4, 1u32..12, 0u64..3), 1..60)) {
        let mut purse = RewardAccount::default();
        let (mut today, mut earned, mut gone) = (0, 0i64, 0i64);
        for (kind, points, later) in asked {
            today += later;
            let command = match kind {
                0 => RewardAccountCommand::Accrue(AccruePoints { counterparty: None, ..accrue(points, today) }),
                1 => RewardAccountCommand::Activate { today: day(today) },
                2 => RewardAccountCommand::Redeem(redeem(points, today)),
                _ => RewardAccountCommand::Expire { today: day(today) },
            };
            for event in purse.decide(command).unwrap_or_default() {
                match &event {
                    RewardAccountEvent::PointsAccrued { points, value, .. } => {
                        prop_assert_eq!(value.get(), i64::from(*points) * 500);
                        earned += value.get();
                    }
                    RewardAccountEvent::PointsRedeemed { value, .. } | RewardAccountEvent::PointsExpired { value, .. } => gone += value.get(),
                    _ => {}
                }
                purse.fold(event);
            }
            let left = match &purse {
                RewardAccount::Held { purse, .. } => purse.all().value.get(),
                _ => 0,
            };
            prop_assert_eq!(left, earned - gone);
        }
    }
}
