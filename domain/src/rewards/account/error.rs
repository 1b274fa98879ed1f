use crate::kernel::Refusal;

/// Why a reward account's command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RewardAccountError {
    /// No points were ever earned.
    #[error("no points were earned yet")]
    Absent,
    /// Its points lapsed unclaimed.
    #[error("the points of this account lapsed unclaimed")]
    Lapsed,
    /// Nothing is left to earn today.
    #[error("a cap of the day is reached")]
    CapReached,
    /// No points become active.
    #[error("no points become active yet")]
    NothingToActivate,
    /// No points are past their last day.
    #[error("no points expire yet")]
    NothingToExpire,
    /// Somebody has claimed it.
    #[error("these points are an account's already")]
    AlreadyClaimed,
    /// Nobody has claimed it.
    #[error("nobody has claimed these points yet")]
    NotClaimed,
    /// They can still be claimed.
    #[error("these points can still be claimed")]
    StillClaimable,
    /// Too few points are active.
    #[error("too few points are active")]
    TooFewPoints,
    /// No such gift was got for these points.
    #[error("no such gift was got for these points")]
    GiftUnknown,
    /// It was handed over.
    #[error("this gift was handed over already")]
    GiftHandedOver,
    /// The officer got it.
    #[error("nobody hands a gift to themselves")]
    OwnGift,
}

impl Refusal for RewardAccountError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "reward-account-absent",
            Self::Lapsed => "reward-account-lapsed",
            Self::CapReached => "reward-cap-reached",
            Self::NothingToActivate => "no-points-to-activate",
            Self::NothingToExpire => "no-points-to-expire",
            Self::AlreadyClaimed => "reward-account-already-claimed",
            Self::NotClaimed => "reward-account-not-claimed",
            Self::StillClaimable => "reward-account-still-claimable",
            Self::TooFewPoints => "too-few-points",
            Self::GiftUnknown => "gift-unknown",
            Self::GiftHandedOver => "gift-handed-over",
            Self::OwnGift => "own-gift",
        }
    }
}
