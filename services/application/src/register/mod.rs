//! The public register: search it, and look at one licence.

mod search;
mod show;

pub use search::{Found, SearchInput, SearchPage, search};
pub use show::{PublicLicence, PublishedRatings, show};
