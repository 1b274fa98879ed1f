use crate::kernel::Refusal;

/// Why an account's command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// There is no such account.
    #[error("there is no such account")]
    Absent,
    /// It is open.
    #[error("this account is open already")]
    AlreadyOpen,
    /// It has the role.
    #[error("this account has the role already")]
    RoleAlreadyGranted,
    /// It has not the role.
    #[error("this account does not have the role")]
    RoleNotGranted,
}

impl Refusal for AccountError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "account-absent",
            Self::AlreadyOpen => "account-already-open",
            Self::RoleAlreadyGranted => "role-already-granted",
            Self::RoleNotGranted => "role-not-granted",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        match self {
            Self::RoleAlreadyGranted | Self::RoleNotGranted => Some("/role"),
            Self::Absent | Self::AlreadyOpen => None,
        }
    }
}
