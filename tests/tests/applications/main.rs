//! From application to licence, by pages and API, on the whole service.

mod by_api;
mod certificate;
mod desk;
mod holder;
mod officer_pages;
mod paid;
mod renewals;
mod scan_driver;
