//! Staff: accounts with roles.

mod add;
mod issue_token;
mod revoke;

pub use add::{AddStaff, AddedStaff, add};
pub use issue_token::{IssuedToken, issue_token};
pub use revoke::{RevokeRole, revoke};
