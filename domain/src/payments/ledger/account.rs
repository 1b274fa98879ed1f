use crate::payments::GatewayName;
use std::fmt;
use uuid::Uuid;

/// An account of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LedgerAccount {
    /// Asset: what a gateway holds for the organisation until it settles.
    PspClearing(GatewayName),
    /// Liability: what a driver is owed.
    DriverPayable(Uuid),
    /// Liability: money that nothing is owed for, until it goes back.
    Suspense,
    /// Revenue: a fee of the tariff.
    LicenceFee(String),
    /// Revenue: the organisation's share of fares.
    Commission,
    /// Revenue: points and parts of vouchers that nobody used.
    Breakage,
    /// Expense: points that were given.
    RewardExpense,
    /// Liability: points that can be spent, or will be.
    RewardLiability,
    /// Liability: gifts that were taken, until whoever provides them is paid.
    GiftPayable(String),
}

/// The account's name, as the read model has it.
impl fmt::Display for LedgerAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PspClearing(gateway) => write!(f, "psp_clearing:{}", gateway.as_str()),
            Self::DriverPayable(driver_id) => write!(f, "driver_payable:{driver_id}"),
            Self::Suspense => f.write_str("suspense"),
            Self::LicenceFee(code) => write!(f, "licence_fee:{code}"),
            Self::Commission => f.write_str("commission"),
            Self::Breakage => f.write_str("breakage"),
            Self::RewardExpense => f.write_str("reward_expense"),
            Self::RewardLiability => f.write_str("reward_liability"),
            Self::GiftPayable(code) => write!(f, "gift_payable:{code}"),
        }
    }
}
