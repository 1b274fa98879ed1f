//! Version 1 of the API: what it says is a promise.

mod agency;
mod applications;
mod assignments;
mod complaints;
mod events;
mod fares;
mod inspections;
mod invoices;
mod licences;
mod me;
mod money;
mod payments;
mod polls;
mod register;
mod rewards;
mod scan;
mod shape;
mod shifts;
mod sign_in;
mod vehicles;

use crate::routes::{Access, Endpoint};
use domain::identity::account::Role;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;

/// Whoever decides on vehicles and licences.
const OFFICERS: Access = Access::Roles(&[Role::Officer]);
/// Whoever looks at records beyond the public register.
const READERS: Access = Access::Roles(&[Role::Officer, Role::Inspector, Role::Auditor, Role::Manager]);
/// Whoever reads the history.
const AUDITORS: Access = Access::Roles(&[Role::Auditor]);

/// Every route of version 1.
pub fn endpoints() -> Vec<Endpoint> {
    [
        sign_in::endpoints(),
        me::endpoints(),
        applications::endpoints(),
        vehicles::endpoints(),
        assignments::endpoints(),
        agency::endpoints(),
        inspections::endpoints(),
        licences::endpoints(),
        register::endpoints(),
        scan::endpoints(),
        complaints::endpoints(),
        fares::endpoints(),
        polls::endpoints(),
        shifts::endpoints(),
        invoices::endpoints(),
        payments::endpoints(),
        rewards::endpoints(),
        events::endpoints(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What every noun says of its routes.
pub(super) fn documents() -> Vec<Document> {
    vec![
        sign_in::Doc::openapi(),
        me::Doc::openapi(),
        applications::Doc::openapi(),
        vehicles::Doc::openapi(),
        assignments::Doc::openapi(),
        agency::Doc::openapi(),
        inspections::Doc::openapi(),
        licences::Doc::openapi(),
        register::Doc::openapi(),
        scan::Doc::openapi(),
        complaints::Doc::openapi(),
        fares::Doc::openapi(),
        polls::Doc::openapi(),
        shifts::Doc::openapi(),
        invoices::Doc::openapi(),
        payments::Doc::openapi(),
        rewards::Doc::openapi(),
        events::Doc::openapi(),
    ]
}
