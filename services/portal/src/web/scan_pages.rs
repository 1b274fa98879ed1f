//! Pages of codes, kept as they were rendered.

use actix_web::web::Bytes;
use chrono::{DateTime, Utc};
use projections::FreshCache;
use std::num::NonZeroUsize;

/// A page by its path, with the minute that stands on it: a page says when it was checked, and what
/// a licence is worth turns with the civil day.
pub type ScanPages = FreshCache<String, (i64, Bytes)>;

/// How many pages are kept; some kilobytes each.
const PAGES: NonZeroUsize = NonZeroUsize::new(4_000).expect("not zero");

/// Room for pages.
pub fn scan_pages() -> ScanPages {
    ScanPages::new(PAGES)
}

/// The minute that a page of this moment shows.
pub fn minute(at: DateTime<Utc>) -> i64 {
    at.timestamp().div_euclid(60)
}
