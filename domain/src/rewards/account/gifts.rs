//! Gifts that were got for points. Each is handed over once, to whoever says its code.

use super::{HandOverGift, RewardAccount, RewardAccountError, RewardAccountEvent};
use crate::kernel::text::canonical;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What is said aloud to get a gift: eight digits that follow from the redemption. Two gifts may have
/// the same, once in many years; it finds a gift and does not stand for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOverCode(String);

/// It is not eight digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a hand-over code is eight digits")]
pub struct NotAHandOverCode;

impl HandOverCode {
    /// The code of a redemption.
    pub fn of(redemption_id: Uuid) -> Self {
        let (_, low) = redemption_id.as_u64_pair();
        Self(format!("{:08}", low % 100_000_000))
    }

    /// Eight digits of any script, with spaces and hyphens wherever they were heard.
    ///
    /// # Errors
    /// [`NotAHandOverCode`].
    pub fn parse(text: &str) -> Result<Self, NotAHandOverCode> {
        let digits: String = canonical(text).chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        if digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit()) { Ok(Self(digits)) } else { Err(NotAHandOverCode) }
    }

    /// The eight digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// In two halves, as it is read aloud.
impl std::fmt::Display for HandOverCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (first, second) = self.0.split_at(4);
        write!(f, "{first}-{second}")
    }
}

/// The gifts of an account by their redemptions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gifts(BTreeMap<Uuid, Kept>);

/// A gift, until it is handed over and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    code: String,
    handed_over: bool,
}

impl Gifts {
    pub(super) fn keep(&mut self, redemption_id: Uuid, code: String) {
        self.0.insert(redemption_id, Kept { code, handed_over: false });
    }

    pub(super) fn hand_over(&mut self, redemption_id: Uuid) {
        if let Some(kept) = self.0.get_mut(&redemption_id) {
            kept.handed_over = true;
        }
    }
}

impl RewardAccount {
    pub(super) fn hand_over_gift(&self, wanted: HandOverGift) -> Result<RewardAccountEvent, RewardAccountError> {
        let (account_id, purse) = self.held()?;
        let HandOverGift { redemption_id, officer_id, today } = wanted;
        let kept = purse.gifts.0.get(&redemption_id).ok_or(RewardAccountError::GiftUnknown)?;
        if kept.handed_over {
            return Err(RewardAccountError::GiftHandedOver);
        }
        if account_id == officer_id {
            return Err(RewardAccountError::OwnGift);
        }
        Ok(RewardAccountEvent::GiftHandedOver { redemption_id, account_id, gift: kept.code.clone(), officer_id, on: today })
    }
}
