use super::{AccountCommand, AccountError, AccountEvent, ChangeMobile, Role};
use crate::kernel::event::aggregate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An account's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Account {
    /// Nobody has it.
    #[default]
    Absent,
    /// Somebody may sign in.
    Open {
        /// What the account is trusted with.
        roles: BTreeSet<Role>,
    },
}

impl Account {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub fn decide(&self, command: AccountCommand) -> Result<Vec<AccountEvent>, AccountError> {
        let (roles, command) = match (self, command) {
            (Self::Absent, AccountCommand::Open { name, mobile, email, roles }) => {
                let opened = AccountEvent::AccountOpened { name, mobile, email };
                let granted = roles.into_iter().map(|role| AccountEvent::RoleGranted { role });
                return Ok(std::iter::once(opened).chain(granted).collect());
            }
            (Self::Absent, _) => return Err(AccountError::Absent),
            (Self::Open { roles }, command) => (roles, command),
        };
        Ok(vec![match command {
            AccountCommand::Open { .. } => return Err(AccountError::AlreadyOpen),
            AccountCommand::AddEmail { email } => AccountEvent::EmailAdded { email },
            AccountCommand::ChangeMobile(change) => changed(roles, change)?,
            AccountCommand::GrantRole { role } if roles.contains(&role) => return Err(AccountError::RoleAlreadyGranted),
            AccountCommand::GrantRole { role } => AccountEvent::RoleGranted { role },
            AccountCommand::RevokeRole { role } if !roles.contains(&role) => return Err(AccountError::RoleNotGranted),
            AccountCommand::RevokeRole { role } => AccountEvent::RoleRevoked { role },
            AccountCommand::SignIn { session_id, channel, expires_at } => {
                AccountEvent::SignedIn { session_id, channel, expires_at }
            }
            AccountCommand::LockSignIn { until, policy_version } => AccountEvent::SignInLocked { until, policy_version },
            AccountCommand::SignOut { session_id } => AccountEvent::SignedOut { session_id },
            AccountCommand::IssueToken { token_id, expires_at } => AccountEvent::TokenIssued { token_id, expires_at },
        }])
    }

    pub(super) fn fold(&mut self, event: AccountEvent) {
        match (&mut *self, event) {
            (_, AccountEvent::AccountOpened { .. }) => *self = Self::Open { roles: BTreeSet::new() },
            (Self::Open { roles }, AccountEvent::RoleGranted { role }) => {
                roles.insert(role);
            }
            (Self::Open { roles }, AccountEvent::RoleRevoked { role }) => {
                roles.remove(&role);
            }
            _ => {}
        }
    }
}

fn changed(roles: &BTreeSet<Role>, change: ChangeMobile) -> Result<AccountEvent, AccountError> {
    let ChangeMobile { account_id, officer_id, evidence, former, mobile } = change;
    if account_id == officer_id {
        return Err(AccountError::OwnAccount);
    }
    // Whoever works here is known in person; their number opens more than their own affairs.
    if roles.iter().any(|role| *role != Role::AgencyManager) {
        return Err(AccountError::Staff);
    }
    if former == mobile {
        return Err(AccountError::SameMobile);
    }
    Ok(AccountEvent::MobileChanged { officer_id, evidence, former, mobile })
}

aggregate!(Account, AccountCommand, AccountEvent, AccountError);
