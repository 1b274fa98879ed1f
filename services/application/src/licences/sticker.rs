use super::own::{code, holder};
use crate::vehicles::READERS;
use crate::{Actor, Context, Failure};
use projections::{fleet_codes, register};
use qr_templates::Sticker;
use std::time::Duration;
use uuid::Uuid;

/// A reactor issues a new licence's code; whoever asks at once waits so often, so long.
const LOOKS: u32 = 40;
const PAUSE: Duration = Duration::from_millis(50);

/// The sticker of a licence's vehicle, for staff and for the licence's holder, a driver for as long as
/// the car is the driver's.
///
/// # Errors
/// [`Failure::NotFound`] where there is no such licence, it is not for this actor's eyes, or its
/// vehicle has no code.
pub async fn sticker_of(ctx: &Context, actor: &Actor, licence_id: Uuid) -> Result<Sticker, Failure> {
    if *actor == Actor::Public {
        return Err(Failure::SignInNeeded);
    }
    let licence = register::query::licence(ctx.pool(), licence_id).await?.ok_or(Failure::NotFound)?;
    if !actor.has(READERS) && (holder(ctx, actor, &licence).await?.is_none() || code(ctx, &licence).await?.is_none()) {
        return Err(Failure::NotFound);
    }
    let vehicle = register::query::vehicle(ctx.pool(), licence.vehicle_id.ok_or(Failure::NotFound)?).await?.ok_or(Failure::NotFound)?;
    for _ in 0..LOOKS {
        if let Some(code) = fleet_codes::query::of_vehicles(ctx.pool(), &[vehicle.vehicle_id]).await?.pop() {
            return crate::fleet_codes::sticker(ctx, &vehicle, &licence, &code);
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(Failure::NotFound)
}
