//! The staff desk: vehicles and their licences.

mod applications;
mod complaints;
mod counter;
mod decide;
mod drivers;
mod gifts;
mod inspections;
mod licence;
mod licence_new;
mod list;
mod map;
mod reissue;
mod vehicle;
mod vehicle_new;

use crate::routes::{Access, Endpoint};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf, new_key};
use domain::identity::account::Role;
use serde::Deserialize;
use uuid::Uuid;

/// Who reads here.
const READERS: Access = Access::Roles(application::vehicles::READERS);
/// Who writes here.
const OFFICERS: &[Role] = &[Role::Officer];
/// The same as a route's access.
const WRITERS: Access = Access::Roles(OFFICERS);

/// The desk's pages.
pub fn endpoints() -> Vec<Endpoint> {
    [
        list::endpoints(),
        applications::endpoints(),
        complaints::endpoints(),
        counter::endpoints(),
        map::endpoints(),
        vehicle::endpoints(),
        vehicle_new::endpoints(),
        reissue::endpoints(),
        drivers::endpoints(),
        gifts::endpoints(),
        inspections::endpoints(),
        licence::endpoints(),
        licence_new::endpoints(),
        decide::endpoints(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The id in an address.
#[derive(Debug, Deserialize)]
struct IdPath {
    id: Uuid,
}

/// Refuses a form of who is no officer, or that our page did not make, before anything is read.
fn check_form(caller: &Caller, typed: &Fields) -> Result<(), WebError> {
    caller.actor.must_have(OFFICERS)?;
    check_csrf(caller, typed.text("csrf"))
}

/// The key of a form that is shown again stays: what was refused was not done, and what was done
/// without an answer must not be done twice.
fn key_of(typed: &Fields) -> String {
    match typed.text("key") {
        "" => new_key(),
        key => key.to_owned(),
    }
}
