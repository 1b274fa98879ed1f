use super::driver::{AssignedDriver, ScannedDriver, assigned, driving};
use crate::fleet_codes::hex;
use crate::{Context, Failure};
use domain::feedback::rating::Ride;
use domain::licensing::licence::Standing;
use projections::fleet_codes::{self, FleetCodeRow};
use projections::register::{self, LicenceRow, VehicleRow};
use projections::FreshCache;
use qr_templates::FleetToken;
use std::num::NonZeroUsize;
use std::sync::Arc;
use uuid::Uuid;

/// What the code says of the car, now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The licence is worth this today.
    Licence(Standing),
    /// The code was replaced by a newer one.
    VoidCode,
}

impl Verdict {
    /// Whether the car may serve.
    pub fn is_valid(self) -> bool {
        self == Self::Licence(Standing::Valid)
    }
}

/// A scanned code.
#[derive(Debug, Clone)]
pub struct Scanned {
    /// The code as it is written on the sticker.
    pub token: FleetToken,
    /// The code.
    pub code: FleetCodeRow,
    /// The vehicle.
    pub vehicle: VehicleRow,
    /// The licence that counts.
    pub licence: LicenceRow,
    /// What the page says first.
    pub verdict: Verdict,
    /// Who drives, where the car may serve and the driver agreed to be shown.
    pub driver: Option<ScannedDriver>,
    driver_id: Option<Uuid>,
}

impl Scanned {
    /// Whether a fare can be paid: the car may serve, and it is known who drives.
    pub fn takes_fares(&self) -> bool {
        self.verdict.is_valid() && self.driver_id.is_some()
    }

    /// Whose ride it is, as the code stands for it now.
    pub(crate) fn ride(&self) -> Ride {
        Ride {
            code_id: self.code.code_id,
            generation: self.code.generation.unsigned_abs(),
            vehicle_id: self.vehicle.vehicle_id,
            licence_id: self.licence.licence_id,
            driver_id: self.driver_id,
        }
    }
}

/// What a code stands for, as anyone may see it.
///
/// # Errors
/// [`Failure::Invalid`] on `/code` where it cannot be a code (a letter was misread),
/// [`Failure::NotFound`] where it never was one.
pub async fn look(ctx: &Context, code: &str) -> Result<Scanned, Failure> {
    let token = FleetToken::parse(code).map_err(|_| Failure::field("/code", "not-a-code"))?;
    let read = async { read(ctx, &token).await.map(Arc::new) };
    let known = ctx.scans.get_or_read(&ctx.projections, token, read).await?;
    let ReadCode { code, good, vehicle, licences, drivers } = known.as_ref();
    let (code, vehicle) = (code.clone(), vehicle.clone());
    // What a licence is worth is asked anew each time: the civil day turns without any event.
    let today = ctx.today();
    let counting = licences.iter().find(|licence| licence.on(today) == Standing::Valid).or(licences.first());
    let licence = counting.cloned().ok_or(Failure::NotFound)?;
    let verdict = if *good { Verdict::Licence(licence.on(today)) } else { Verdict::VoidCode };
    // A code that was replaced may stick in any car: it stands for nobody.
    let driving = driving(drivers, today).filter(|_| *good);
    let driver = driving.filter(|_| verdict.is_valid()).and_then(|driver| driver.shown.clone());
    Ok(Scanned { token, code, vehicle, licence, verdict, driver, driver_id: driving.map(|driver| driver.person_id) })
}

/// What the read models say of a code.
#[derive(Debug)]
pub struct ReadCode {
    code: FleetCodeRow,
    good: bool,
    vehicle: VehicleRow,
    licences: Vec<LicenceRow>,
    drivers: Vec<AssignedDriver>,
}

/// Codes that were scanned lately.
pub type Scans = FreshCache<FleetToken, Arc<ReadCode>>;

/// How many of them are kept.
const SCANS: NonZeroUsize = NonZeroUsize::new(20_000).expect("not zero");

/// Room for what is scanned.
pub fn scans() -> Arc<Scans> {
    Arc::new(Scans::new(SCANS))
}

async fn read(ctx: &Context, token: &FleetToken) -> Result<ReadCode, Failure> {
    let known = fleet_codes::query::by_token(ctx.pool(), &hex(&token.sha256())).await?;
    let (code, good) = known.ok_or(Failure::NotFound)?;
    let vehicle = register::query::vehicle(ctx.pool(), code.vehicle_id).await?.ok_or(Failure::NotFound)?;
    let licences = register::query::licences_of(ctx.pool(), code.vehicle_id).await?;
    let drivers = assigned(ctx, code.vehicle_id).await?;
    Ok(ReadCode { code, good, vehicle, licences, drivers })
}
