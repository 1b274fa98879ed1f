//! From application to licence, by pages and API, on the whole service.

mod paid;
mod scan_driver;
