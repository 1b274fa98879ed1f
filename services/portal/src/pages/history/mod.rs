//! The history, for auditors: what happened, why, and how things stood. That somebody looks is
//! recorded before anything is shown, once a session and day for the same look.

mod event;
mod export;
mod filters;
mod licence;
mod list;
pub(super) mod names;
pub(super) mod rows;
mod state;

use crate::routes::{Access, Endpoint};
use application::audit::AUDITORS;

/// Who reads here.
const READERS: Access = Access::Roles(AUDITORS);

/// The history's pages.
pub fn endpoints() -> Vec<Endpoint> {
    [list::endpoints(), export::endpoints(), licence::endpoints(), event::endpoints()].into_iter().flatten().collect()
}
