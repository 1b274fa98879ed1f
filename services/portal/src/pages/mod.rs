//! Pages for people, in two languages, without JavaScript.

mod account;
mod agency;
mod api_docs;
mod apply;
mod assets;
mod complaints;
mod dates;
mod desk;
mod documents;
mod faults;
mod figures;
mod flash;
mod history;
mod home;
mod install;
mod mailbox;
mod map;
pub mod my;
mod notices;
mod passenger;
mod payments;
mod plates;
mod polls;
mod put_to_me;
mod register;
mod rewards;
mod sign_in;
mod stages;

use crate::routes::Endpoint;

/// Every page's route.
pub fn endpoints() -> Vec<Endpoint> {
    [
        assets::endpoints(),
        home::endpoints(),
        install::endpoints(),
        passenger::endpoints(),
        register::endpoints(),
        sign_in::endpoints(),
        account::endpoints(),
        put_to_me::endpoints(),
        polls::endpoints(),
        figures::endpoints(),
        apply::endpoints(),
        my::endpoints(),
        agency::endpoints(),
        desk::endpoints(),
        documents::endpoints(),
        payments::endpoints(),
        rewards::endpoints(),
        history::endpoints(),
        mailbox::endpoints(),
        api_docs::endpoints(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
