//! The counter: an officer helps whoever has no phone, or has lost the number.

mod begin;
mod change_mobile;
mod find;
mod visit;

use super::{check_form, key_of};
use crate::routes::{Access, Endpoint};
use uuid::Uuid;

/// Who sits there.
const OFFICERS: Access = Access::Roles(application::counter::OFFICERS);

/// The pages of the counter.
pub(super) fn endpoints() -> Vec<Endpoint> {
    [find::endpoints(), visit::endpoints(), begin::endpoints(), change_mobile::endpoints()].into_iter().flatten().collect()
}

/// The page of an account, below the language.
fn address(account_id: Uuid) -> String {
    format!("/desk/counter/{account_id}")
}
