//! Backups: the log, dumped as of one moment, with a manifest that says what it holds. Read models are
//! made anew from it; sessions and limits may be lost; the key file is kept elsewhere, and the
//! manifest says which one is needed.

mod manifest;
mod restore;
mod take;
mod tools;

pub use manifest::Manifest;
pub use restore::load;
pub use take::take;
