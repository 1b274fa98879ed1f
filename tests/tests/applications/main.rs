//! From application to licence, by pages and API, on the whole service.

mod agency;
mod at_the_wheel;
mod by_api;
mod certificate;
mod counter;
mod desk;
mod holder;
mod inspections;
mod officer_pages;
mod paid;
mod renewals;
mod renewals_hindered;
mod scan_driver;
