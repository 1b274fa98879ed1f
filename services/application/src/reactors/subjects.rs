//! What a record says of itself from its first event on, in the log: a read model may be behind, or stand
//! still, and what a reactor decides it decides for good.

use crate::notices::first;
use crate::{Context, Failure};
use domain::AnyEvent;
use domain::identity::person::PersonEvent;
use domain::licensing::licence::{LicenceEvent, LicenceSubject};
use domain::licensing::vehicle::{Fuel, VehicleEvent};
use event_store::Recorded;
use uuid::Uuid;

/// Whom or what the licence of an event was issued to: the state of one that has ended tells nothing of it.
pub(super) async fn subject_of(ctx: &Context, recorded: &Recorded) -> Result<Option<LicenceSubject>, Failure> {
    Ok(match first(ctx, "licence", recorded.aggregate()).await? {
        Some(AnyEvent::Licence(LicenceEvent::LicenceIssued { subject, .. })) => Some(subject),
        Some(AnyEvent::Licence(LicenceEvent::LicenceImported { vehicle_id, .. })) => Some(LicenceSubject::Vehicle { vehicle_id }),
        _ => None,
    })
}

/// The account that a person signs in with; none where nobody is known, or an officer registered somebody
/// who has none.
pub(super) async fn account_of(ctx: &Context, person_id: Uuid) -> Result<Option<Uuid>, Failure> {
    Ok(match first(ctx, "person", person_id).await? {
        Some(AnyEvent::Person(PersonEvent::PersonRegistered { account_id, .. })) => account_id,
        _ => None,
    })
}

/// What a vehicle runs on, where that is known.
pub(super) async fn fuel_of(ctx: &Context, vehicle_id: Uuid) -> Result<Option<Fuel>, Failure> {
    Ok(match first(ctx, "vehicle", vehicle_id).await? {
        Some(AnyEvent::Vehicle(VehicleEvent::VehicleRegistered { fuel, .. })) => Some(fuel),
        Some(AnyEvent::Vehicle(VehicleEvent::LegacyRecordImported(record))) => record.fuel,
        _ => None,
    })
}
