//! The service in a real browser, from a printed code to an auditor's proof.

mod agency;
mod counter;
mod demo_city;
mod driver;
mod fare;
mod icons;
mod offline;
mod officer;
mod pay_page;
mod permit;
mod renewal;
mod ride;
mod walk;
