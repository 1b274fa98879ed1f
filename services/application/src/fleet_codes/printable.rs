use super::token_of;
use crate::register::{SearchInput, search};
use crate::{Actor, Context, Failure};
use domain::identity::account::Role;
use projections::fleet_codes::{self, FleetCodeRow};
use projections::register::{LicenceRow, VehicleRow};
use qr_templates::FleetToken;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A code as it goes on a sticker.
#[derive(Debug, Clone)]
pub struct Printable {
    /// The secret that the sticker shows.
    pub token: FleetToken,
    /// The code.
    pub code: FleetCodeRow,
    /// Its vehicle.
    pub vehicle: VehicleRow,
    /// The licence by which it was found.
    pub licence: LicenceRow,
}

/// The codes of the vehicles whose licences have a standing today and are of a permit kind, by the
/// licences' numbers. An empty word matches all. A vehicle without a code is left out.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer, [`Failure::Invalid`] on `/status`.
pub async fn printable(ctx: &Context, actor: &Actor, standing: &str, permit_kind: &str) -> Result<Vec<Printable>, Failure> {
    actor.must_have(&[Role::Officer])?;
    let mut printable = Vec::new();
    let mut seen = HashSet::new();
    let mut cursor = String::new();
    loop {
        let page = search(ctx, &SearchInput::parse("", standing, permit_kind, "", "", &cursor, Some(100))?).await?;
        let vehicles: Vec<Uuid> = page.found.iter().map(|found| found.vehicle.vehicle_id).collect();
        let codes = fleet_codes::query::of_vehicles(ctx.pool(), &vehicles).await?;
        let codes: HashMap<Uuid, FleetCodeRow> = codes.into_iter().map(|code| (code.vehicle_id, code)).collect();
        for found in page.found {
            let Some(code) = codes.get(&found.vehicle.vehicle_id) else { continue };
            if seen.insert(code.code_id) {
                printable.push(Printable {
                    token: token_of(ctx, code),
                    code: code.clone(),
                    vehicle: found.vehicle,
                    licence: found.licence,
                });
            }
        }
        match page.next {
            Some(next) => cursor = next,
            None => return Ok(printable),
        }
    }
}
