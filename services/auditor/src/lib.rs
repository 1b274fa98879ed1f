//! What an auditor asks of the log: whether everything that people see follows from it, what
//! happened, why, and how a record stood at a moment.
//!
//! **Architecture invariant.** This crate never depends on `application`, connects as the auditor's
//! role, and writes nowhere but in replay schemas of its own, which are rolled back and never
//! committed. That somebody audited is a command of `application`, sent before this crate reads.

mod catalogue;
mod changes;
mod checkpoints;
mod compare;
mod cursor;
mod difference;
mod error;
mod event_json;
mod fold;
pub mod history;
mod invariants;
mod moment;
mod replay;
mod replica;
mod snapshot;
mod state_at;
mod touches;
mod verify;
mod why;

pub use changes::{Changed, changes};
pub use difference::{Difference, Verification};
pub use error::AuditError;
pub use event_json::{EventJson, event_json};
pub use fold::Progress;
pub use history::{HistoryQuery, write_jsonl};
pub use invariants::{Check, check};
pub use moment::Moment;
pub use replay::{Replayed, ReplayedTable, replay_to};
pub use state_at::{key_text, replay_subject, row_at};
pub use verify::verify;
pub use why::{Command, Consequence, Story, why};
