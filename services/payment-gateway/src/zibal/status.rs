//! Zibal's table of statuses.

use application::ports::Inquiry;

/// What a status means.
pub(super) fn standing(status: Option<i32>) -> Inquiry {
    match status {
        Some(1) => Inquiry::Verified,
        Some(2) => Inquiry::Paid,
        Some(-1) => Inquiry::Waiting,
        // Cancelled, card, funds, PIN, limits, issuer, switch, card, merchant.
        Some(3..=12 | 21) => Inquiry::Failed,
        // Refunded, being refunded, reversed.
        Some(15 | 16 | 18) => Inquiry::Reversed,
        // -2 is an internal error, which says nothing about the money.
        _ => Inquiry::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::standing;
    use application::ports::Inquiry;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn only_the_two_words_for_paid_mean_that_money_came(status in any::<i32>()) {
            let came = matches!(standing(Some(status)), Inquiry::Paid | Inquiry::Verified);
            prop_assert_eq!(came, status == 1 || status == 2);
        }
    }

    #[test]
    fn an_internal_error_and_a_missing_status_are_no_answer() {
        assert_eq!(standing(Some(-2)), Inquiry::Unknown);
        assert_eq!(standing(None), Inquiry::Unknown);
        assert_eq!(standing(Some(-1)), Inquiry::Waiting);
    }
}
