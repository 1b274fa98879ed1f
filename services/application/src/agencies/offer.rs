use super::managed;
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::kernel::Plate;
use domain::kernel::event::derived_id;
use domain::kernel::text::canonical;
use domain::licensing::affiliation::{Affiliation, AffiliationCommand, Member};
use domain::licensing::licence::Standing;
use projections::register;
use uuid::Uuid;

/// Whom or what an agency wants, checked.
#[derive(Debug, Clone, Copy)]
pub struct OfferInput {
    member: Member,
}

impl OfferInput {
    /// Checks the number of a driver's valid permit, or the plate of a vehicle: one of the two.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub async fn parse(ctx: &Context, permit: &str, plate: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let (permit, plate) = (canonical(permit).to_uppercase(), plate.trim());
        let member = match (permit.is_empty(), plate.is_empty()) {
            (true, true) | (false, false) => {
                faults.add("/permit_number", "permit-or-plate");
                None
            }
            (false, true) => {
                let found = register::query::driver_permit(ctx.pool(), &permit).await?;
                let valid = found.filter(|licence| licence.on(ctx.today()) == Standing::Valid);
                let driver = valid.and_then(|licence| Some(Member::Driver { person_id: licence.person_id?, licence_id: licence.licence_id }));
                faults.check("/permit_number", "no-valid-permit", driver.ok_or(()))
            }
            (true, false) => match faults.check("/plate", "not-a-plate", Plate::parse(plate)) {
                Some(plate) => {
                    let vehicle_id = ctx.store.holder("vehicle.plate", &plate.to_string()).await?;
                    faults.check("/plate", "unknown-plate", vehicle_id.ok_or(())).map(|vehicle_id| Member::Vehicle { vehicle_id })
                }
                None => None,
            },
        };
        faults.all(member).map(|member| Self { member })
    }
}

/// A place that was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// The affiliation that may come of it.
    pub affiliation_id: Uuid,
    /// The log position that it reached.
    pub position: i64,
}

/// Offers a driver or a vehicle a place in the actor's agency. Drivers agree themselves, or an
/// officer does; for vehicles an officer does.
///
/// # Errors
/// [`Failure::Forbidden`] for who manages no agency; [`Failure::Taken`] where the place is offered
/// already; refused while the agency's licence is not valid.
pub async fn offer(ctx: &Context, actor: &Actor, input: OfferInput, key: &CommandKey) -> Result<Offered, Failure> {
    let agency = managed(ctx, actor).await?;
    let licence = register::query::licence(ctx.pool(), agency.licence_id).await?;
    if licence.is_none_or(|licence| licence.on(ctx.today()) != Standing::Valid) {
        return Err(Failure::Refused { code: "agency-not-valid", pointer: None });
    }
    let affiliation_id = derived_id(key.id, "affiliation");
    let command = AffiliationCommand::Offer { agency_id: agency.agency_id, agency_name: agency.name, member: input.member };
    let executed = ctx.store.execute::<Affiliation>(affiliation_id, command, actor.envelope(ctx, "OfferAffiliation", key)).await?;
    Ok(Offered { affiliation_id, position: executed.last_position })
}
