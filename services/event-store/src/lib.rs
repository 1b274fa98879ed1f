//! The log: the only writer of a city's log schema.
//!
//! **Architecture invariants.** Append order is commit order and positions are dense, because every
//! append holds the lock of the one row of `log_head`. A command is done at most once, because its
//! id is written in the transaction of its events. Personal data is sealed before it is stored.

mod append;
mod batch;
mod blobs;
mod cache;
pub mod city;
mod digest;

pub mod envelope;
mod draft;
#[cfg(feature = "acknowledge-early")]
mod early;
mod erasure;
mod error;
mod execute;
pub mod history;
pub mod keys;
pub mod lazily;
pub mod lease;
mod load;
mod loader;
pub mod lookup;
mod measures;
pub mod migrate;
pub mod patience;
pub mod reactor;
pub mod recorded;
mod request;
mod rotation;
mod sealing;
pub mod standstill;
mod store;
pub mod tail;
pub mod together;
mod turns;
mod unending;
mod wake;
mod writer;

pub use blobs::{Blob, OpenedBlob};
pub use city::{Access, City};
pub use digest::{LogDigest, digest};
pub use envelope::{Envelope, Executed};
pub use error::{ExecuteError, StoreError, is_unavailable, passes_by_itself};
pub use keys::{Fingerprint, Keys};
pub use measures::Measures;
pub use recorded::Recorded;
pub use rotation::Rotated;
pub use sealing::Opened;
pub use store::{EventStore, Root};
pub use unending::{unending, words};
pub use wake::{Advanced, Wake, to_the_end};
