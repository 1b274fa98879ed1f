//! Who drives the car with a code, as far as passengers may know.

use super::{Occurred, look};
use crate::applications::DocumentBytes;
use crate::{Context, Failure};
use chrono::NaiveDate;
use domain::licensing::licence::Standing;
use event_store::OpenedBlob;
use projections::register::LicenceRow;
use projections::{applications, assignments, register, shifts};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What passengers see of a driver who agreed to it.
#[derive(Clone, PartialEq, Eq)]
pub struct ScannedDriver {
    /// The first name.
    pub first_name: String,
    /// The shift's code.
    pub shift: String,
    photo: Option<Photo>,
}

impl ScannedDriver {
    /// Whether there is a photo to be shown.
    pub fn has_photo(&self) -> bool {
        self.photo.is_some()
    }
}

impl std::fmt::Debug for ScannedDriver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ScannedDriver({})", self.shift)
    }
}

/// Where a photo lies, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Photo {
    address: String,
    media_type: String,
}

/// Somebody who is assigned to a car, as the read models have them.
#[derive(Debug, Clone)]
pub(super) struct AssignedDriver {
    /// The person.
    pub person_id: Uuid,
    /// What passengers may see; none without the driver's consent.
    pub shown: Option<ScannedDriver>,
    permit: LicenceRow,
    /// Whether a shift in this car is open.
    at_work: bool,
}

/// Everybody who is assigned to a car.
pub(super) async fn assigned(ctx: &Context, vehicle_id: Uuid) -> Result<Vec<AssignedDriver>, Failure> {
    let (mut drivers, assignments) = (Vec::new(), assignments::query::current_of_vehicle(ctx.pool(), vehicle_id).await?);
    let at_work = match assignments.len() {
        // Alone in the car, nobody need declare a shift.
        0 | 1 => Vec::new(),
        _ => shifts::query::under_way_in(ctx.pool(), vehicle_id).await?,
    };
    for assignment in assignments {
        let Some(permit) = register::query::licence(ctx.pool(), assignment.licence_id).await? else { continue };
        let person = applications::query::person(ctx.pool(), assignment.person_id).await?;
        let shown = match person.filter(|person| person.public_display) {
            // A person who was erased has no name any more, and no photo.
            Some(person) => ctx.open(&person.first_name).await?.map(|first_name| ScannedDriver {
                first_name,
                shift: assignment.shift,
                photo: person.photo_address.zip(person.photo_media_type).map(|(address, media_type)| Photo { address, media_type }),
            }),
            None => None,
        };
        let at_work = at_work.iter().any(|shift| shift.assignment_id == assignment.assignment_id);
        drivers.push(AssignedDriver { person_id: assignment.person_id, shown, permit, at_work });
    }
    Ok(drivers)
}

/// The driver whom a code stands for on a day: the one whose permit is valid; of several the one who
/// declared a shift. Where none of them did, or more than one, nobody knows who sits at the wheel.
pub(super) fn driving(drivers: &[AssignedDriver], today: NaiveDate) -> Option<&AssignedDriver> {
    let valid = || drivers.iter().filter(move |driver| driver.permit.on(today) == Standing::Valid);
    only(valid()).or_else(|| only(valid().filter(|driver| driver.at_work)))
}

/// Whether somebody drove a car when something happened, as far as anybody knows: nobody else was
/// assigned to it then, or of all these nobody else had declared a shift.
pub(super) async fn drove(ctx: &Context, vehicle_id: Uuid, person_id: Uuid, when: Occurred) -> Result<bool, Failure> {
    let Occurred { from, until } = when;
    let assigned = assignments::query::of_vehicle_within(ctx.pool(), vehicle_id, from, until).await?;
    let drivers: BTreeSet<Uuid> = assigned.into_iter().map(|assignment| assignment.person_id).collect();
    if drivers.len() < 2 {
        return Ok(drivers.contains(&person_id));
    }
    let at_work = shifts::query::of_vehicle_within(ctx.pool(), vehicle_id, from, until).await?;
    let at_work: BTreeSet<Uuid> = at_work.into_iter().map(|shift| shift.person_id).collect();
    Ok(at_work.len() == 1 && drivers.contains(&person_id) && at_work.contains(&person_id))
}

/// What there is, where it is one.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

/// The photo of the driver whom a code shows.
///
/// # Errors
/// As [`look`]; [`Failure::NotFound`] where the code shows no driver, or one without a photo.
pub async fn photo(ctx: &Context, code: &str) -> Result<DocumentBytes, Failure> {
    let photo = look(ctx, code).await?.driver.and_then(|driver| driver.photo).ok_or(Failure::NotFound)?;
    match ctx.store.blob(&photo.address).await? {
        Some(OpenedBlob::Bytes(bytes)) => Ok(DocumentBytes { media_type: photo.media_type, bytes }),
        Some(OpenedBlob::Erased) | None => Err(Failure::NotFound),
    }
}
