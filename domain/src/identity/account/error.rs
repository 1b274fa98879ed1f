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
    /// The number of staff is no officer's to change.
    #[error("a member of staff gets another number from the administrator")]
    Staff,
    /// Nobody changes their own number so.
    #[error("nobody changes their own number at the counter")]
    OwnAccount,
    /// It is the number that the account has.
    #[error("the account has this number already")]
    SameMobile,
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
            Self::Staff => "account-of-staff",
            Self::OwnAccount => "own-account",
            Self::SameMobile => "same-mobile",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        match self {
            Self::RoleAlreadyGranted | Self::RoleNotGranted => Some("/role"),
            Self::SameMobile => Some("/mobile"),
            Self::Absent | Self::AlreadyOpen | Self::Staff | Self::OwnAccount => None,
        }
    }
}
