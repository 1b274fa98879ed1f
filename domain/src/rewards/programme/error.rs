use crate::kernel::Refusal;

/// Why a programme provides nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RewardProgrammeError {
    /// Whoever pays themselves earns nothing.
    #[error("a driver who pays their own fare earns nothing")]
    SelfRide,
    /// The fare is too small for a point.
    #[error("this fare earns no point")]
    NothingEarned,
    /// The budget has run out.
    #[error("the programme's budget has run out")]
    BudgetSpent,
}

impl Refusal for RewardProgrammeError {
    fn code(&self) -> &'static str {
        match self {
            Self::SelfRide => "reward-self-ride",
            Self::NothingEarned => "reward-nothing-earned",
            Self::BudgetSpent => "reward-budget-spent",
        }
    }
}
