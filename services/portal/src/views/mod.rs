//! What the pages look like: one struct per page, rendered by its template.
//!
//! A view is plain owned data. It knows no use case, no read model and no
//! request; a handler maps what it read to a view and calls `render()`. Every
//! visible word comes from the Fluent files by [`Page::t`] and its siblings.

mod form;
mod page;
mod parts;

pub mod account;
pub mod agency;
pub mod applications;
pub mod apply;
pub mod chart;
pub mod complaints;
pub mod counter;
pub mod desk;
pub mod fares;
pub mod feedback;
pub mod figures;
pub mod gifts;
pub mod history;
pub mod home;
pub mod licence;
pub mod my;
pub mod payments;
pub mod platform;
pub mod polls;
pub mod register;
pub mod rewards;
pub mod scan;
pub mod shifts;
pub mod sign_in;
pub mod vehicle;

pub use form::{Choice, DateFields, FieldError, FieldErrors};
pub use page::{Flash, Page, Person, Tone};
pub use parts::{Badge, BadgeTone, Html, LicenceStatus, PlateParts, SourceStatus, TimelineEntry};
