//! Who drives the car with a code, as far as passengers may know.

use super::look;
use crate::applications::DocumentBytes;
use crate::{Context, Failure};
use chrono::NaiveDate;
use domain::licensing::licence::Standing;
use event_store::OpenedBlob;
use projections::register::LicenceRow;
use projections::{applications, assignments, register};
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
}

/// Everybody who is assigned to a car.
pub(super) async fn assigned(ctx: &Context, vehicle_id: Uuid) -> Result<Vec<AssignedDriver>, Failure> {
    let mut drivers = Vec::new();
    for assignment in assignments::query::current_of_vehicle(ctx.pool(), vehicle_id).await? {
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
        drivers.push(AssignedDriver { person_id: assignment.person_id, shown, permit });
    }
    Ok(drivers)
}

/// The driver whom a code stands for on a day: the one whose permit is valid. Of several nobody knows
/// who sits at the wheel.
pub(super) fn driving(drivers: &[AssignedDriver], today: NaiveDate) -> Option<&AssignedDriver> {
    let mut valid = drivers.iter().filter(|driver| driver.permit.on(today) == Standing::Valid);
    valid.next().filter(|_| valid.next().is_none())
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
