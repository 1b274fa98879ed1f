//! Pages for people, in two languages, without JavaScript.

mod account;
mod assets;
mod dates;
mod desk;
mod faults;
mod flash;
mod home;
mod map;
mod passenger;
mod register;
mod sign_in;

use crate::routes::Endpoint;

/// Every page's route.
pub fn endpoints() -> Vec<Endpoint> {
    [assets::endpoints(), home::endpoints(), passenger::endpoints(), register::endpoints(), sign_in::endpoints(), account::endpoints(), desk::endpoints()].into_iter().flatten().collect()
}
