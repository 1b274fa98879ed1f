use super::*;
use crate::kernel::Refusal as _;
use proptest::prelude::*;

const OFFICER: Uuid = Uuid::from_u128(95);

/// Points that were spent on a gift.
fn got() -> Vec<RewardAccountEvent> {
    let gift = RewardAccountEvent::PointsRedeemed {
        redemption_id: REDEMPTION,
        account_id: ACCOUNT,
        reward: Reward::Gift { code: "inspection".into(), item: 1 },
        points: 3,
        value: rial(1_500),
        next_expiry: None,
        policy_version: "1405-01".into(),
    };
    vec![opened(held()), accrued(3, 3, 0), activated(3, 3, None), gift]
}

fn hand_over() -> HandOverGift {
    HandOverGift { redemption_id: REDEMPTION, officer_id: OFFICER, today: day(4) }
}

fn handed_over() -> RewardAccountEvent {
    RewardAccountEvent::GiftHandedOver { redemption_id: REDEMPTION, account_id: ACCOUNT, gift: "inspection".into(), officer_id: OFFICER, on: day(4) }
}

#[test]
fn a_gift_is_handed_over_once() {
    account().given(got()).when(RewardAccountCommand::HandOverGift(hand_over())).then_expect_events(vec![handed_over()]);
    let done = got().into_iter().chain([handed_over()]).collect();
    account().given(done).when(RewardAccountCommand::HandOverGift(hand_over())).then_expect_error(RewardAccountError::GiftHandedOver);
}

#[test]
fn what_was_not_got_is_not_handed_over_and_nobody_hands_a_gift_to_themselves() {
    let other = HandOverGift { redemption_id: PAYMENT, ..hand_over() };
    account().given(got()).when(RewardAccountCommand::HandOverGift(other)).then_expect_error(RewardAccountError::GiftUnknown);
    let voucher = vec![opened(held()), accrued(3, 3, 0), activated(3, 3, None), redeemed(3, None)];
    account().given(voucher).when(RewardAccountCommand::HandOverGift(hand_over())).then_expect_error(RewardAccountError::GiftUnknown);
    let own = HandOverGift { officer_id: ACCOUNT, ..hand_over() };
    account().given(got()).when(RewardAccountCommand::HandOverGift(own)).then_expect_error(RewardAccountError::OwnGift);
    assert_eq!(RewardAccountError::GiftHandedOver.code(), "gift-handed-over");
}

proptest! {
    /// However it is read and typed, it finds the same gift.
    #[test]
    fn a_code_is_what_was_shown_in_any_digits(id in any::<u128>()) {
        let code = HandOverCode::of(Uuid::from_u128(id));
        let persian: String = code.to_string().chars().map(|c| c.to_digit(10).map_or(c, |digit| "۰۱۲۳۴۵۶۷۸۹".chars().nth(digit as usize).expect("a digit"))).collect();
        for typed in [code.to_string(), code.as_str().to_owned(), persian, format!(" {} ", code.to_string().replace('-', " "))] {
            prop_assert_eq!(HandOverCode::parse(&typed), Ok(code.clone()));
        }
    }
}

#[test]
fn what_is_not_eight_digits_is_no_code() {
    for typed in ["", "1234567", "123456789", "1234567a", "1234_5678"] {
        assert_eq!(HandOverCode::parse(typed), Err(NotAHandOverCode), "{typed}");
    }
}
