//! What may be lost: sessions, one-time codes, limits. The only writer of the ops schema.

pub mod codes;
pub mod limits;
pub mod positions;
pub mod sessions;
