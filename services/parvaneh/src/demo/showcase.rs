//! What a visitor of the demo is told: who may sign in, and which codes to scan.

use super::cars::{CARS, Car};
use super::fleet::DRIVEN;
use super::people::STAFF;
use super::visitors::VISITORS;
use application::fleet_codes::{sticker_address, token_of};
use application::scan::{Verdict, look};
use application::{Context, Failure};
use domain::licensing::licence::Standing;
use projections::fleet_codes::query::of_vehicles;
use qr_templates::FleetToken;
use serde::Serialize;

/// Somebody who may sign in.
#[derive(Debug, Clone, Serialize)]
pub struct Member {
    /// What the account is trusted with, or the part that it plays.
    pub role: &'static str,
    /// The number that the one-time code goes to.
    pub mobile: &'static str,
    /// The name.
    pub name: &'static str,
}

/// A code in a car.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// What the licence is worth today.
    pub state: &'static str,
    /// The car's plate.
    pub plate: &'static str,
    /// The code, as the sticker has it.
    pub code: String,
    /// What its picture says.
    pub url: String,
}

/// What there is to see.
#[derive(Debug, Clone, Serialize)]
pub struct Showcase {
    /// Whoever may sign in besides.
    pub visitors: Vec<Member>,
    /// Who may sign in.
    pub staff: Vec<Member>,
    /// A code of each sort, the valid one first.
    pub codes: Vec<Shown>,
}

/// The sorts of licences that are shown, in this order.
const SHOWN: [Standing; 4] = [Standing::Valid, Standing::Suspended, Standing::Expired, Standing::Revoked];

impl Showcase {
    /// As the city stands now: whoever has played with the demo has changed it.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn of(ctx: &Context) -> Result<Self, Failure> {
        let mut staff = Vec::new();
        for person in &STAFF {
            if ctx.store.holder("account.mobile", person.mobile).await?.is_some() {
                staff.push(Member { role: person.role.code(), mobile: person.mobile, name: person.name });
            }
        }
        let mut found: [Option<Shown>; SHOWN.len()] = Default::default();
        for car in &CARS {
            let token = match code_of(ctx, car).await {
                Ok(token) => token,
                Err(Failure::NotFound) => continue,
                Err(other) => return Err(other),
            };
            let Verdict::Licence(standing) = look(ctx, &token.to_string()).await?.verdict else { continue };
            let place = SHOWN.iter().zip(&mut found).find(|(shown, place)| **shown == standing && place.is_none());
            if let Some((_, place)) = place {
                let url = sticker_address(ctx, &token)?;
                *place = Some(Shown { state: standing.code(), plate: car.plate, code: token.to_string(), url });
            }
        }
        let mut visitors = Vec::new();
        for visitor in &VISITORS {
            if ctx.store.holder("account.mobile", visitor.mobile).await? == Some(visitor.account_id()) {
                visitors.push(Member { role: visitor.part, mobile: visitor.mobile, name: visitor.name });
            }
        }
        let mut codes: Vec<Shown> = found.into_iter().flatten().collect();
        if !visitors.is_empty() {
            codes.extend(driven(ctx).await?);
        }
        Ok(Self { visitors, staff, codes })
    }
}

/// The code in the car of the driver who may sign in, while its licence is valid: fares are paid by it.
async fn driven(ctx: &Context) -> Result<Option<Shown>, Failure> {
    let car = &CARS[DRIVEN];
    let token = code_of(ctx, car).await?;
    let Verdict::Licence(standing @ Standing::Valid) = look(ctx, &token.to_string()).await?.verdict else { return Ok(None) };
    Ok(Some(Shown { state: standing.code(), plate: car.plate, code: token.to_string(), url: sticker_address(ctx, &token)? }))
}

/// The code in a car, drawn again from the key.
pub(super) async fn code_of(ctx: &Context, car: &Car) -> Result<FleetToken, Failure> {
    let codes = of_vehicles(ctx.pool(), &[car.vehicle_id()]).await?;
    codes.first().map(|code| token_of(ctx, code)).ok_or(Failure::NotFound)
}
