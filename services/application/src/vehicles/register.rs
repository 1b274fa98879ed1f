use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use chrono::Datelike;
use domain::identity::account::Role;
use domain::kernel::event::derived_id;
use domain::kernel::text::canonical;
use domain::kernel::{Plate, Vin};
use domain::licensing::vehicle::{EARLIEST_YEAR, Fuel, RegisterVehicle, Vehicle, VehicleCommand};
use uuid::Uuid;

/// What an officer typed.
#[derive(Debug, Clone, Default)]
pub struct RegisterInput {
    /// The plate, such as `12ت345-79`.
    pub plate: String,
    /// The VIN.
    pub vin: String,
    /// The maker.
    pub make: String,
    /// The model.
    pub model: String,
    /// The year of manufacture, Gregorian.
    pub year: String,
    /// The colour.
    pub colour: String,
    /// The fuel's word.
    pub fuel: String,
    /// The permit kind's code.
    pub permit_kind: String,
}

/// A vehicle to be registered, checked.
#[derive(Debug, Clone)]
pub struct RegisterVehicleInput {
    plate: Plate,
    vin: Vin,
    make: String,
    model: String,
    year: u16,
    colour: String,
    fuel: Fuel,
    permit_kind: String,
}

impl RegisterVehicleInput {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(ctx: &Context, input: &RegisterInput) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let plate = faults.check("/plate", "not-a-plate", Plate::parse(&input.plate));
        let vin = faults.check("/vin", "not-a-vin", Vin::parse(&input.vin));
        let make = faults.text("/make", &input.make, 60);
        let model = faults.text("/model", &input.model, 60);
        let this_year = ctx.today().year().unsigned_abs() as u16;
        let year = canonical(&input.year).parse().ok().filter(|year| (EARLIEST_YEAR..=this_year + 1).contains(year));
        let year = faults.check("/year", "not-a-year", year.ok_or(()));
        let colour = faults.text("/colour", &input.colour, 40);
        let fuel = faults.check("/fuel", "unknown-choice", Fuel::parse(&input.fuel).ok_or(()));
        let kind = ctx.policy_now().vehicle_kinds().find(|kind| kind.code == input.permit_kind).map(|kind| kind.code.clone());
        let permit_kind = faults.check("/permit_kind", "unknown-choice", kind.ok_or(()));
        let all = (|| {
            Some(Self {
                plate: plate?,
                vin: vin?,
                make: make?,
                model: model?,
                year: year?,
                colour: colour?,
                fuel: fuel?,
                permit_kind: permit_kind?,
            })
        })();
        faults.all(all)
    }
}

/// A vehicle that is on the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisteredVehicle {
    /// Its id.
    pub vehicle_id: Uuid,
    /// The log position that it reached.
    pub position: i64,
}

/// Puts a vehicle on the register.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer; [`Failure::Taken`] where plate or VIN is another
/// vehicle's.
pub async fn register(ctx: &Context, actor: &Actor, input: RegisterVehicleInput, key: &CommandKey) -> Result<RegisteredVehicle, Failure> {
    actor.must_have(&[Role::Officer])?;
    let vehicle_id = derived_id(key.id, "vehicle");
    let command = VehicleCommand::Register(RegisterVehicle {
        plate: input.plate,
        vin: input.vin,
        make: input.make,
        model: input.model,
        year: input.year,
        this_year: ctx.today().year().unsigned_abs() as u16,
        colour: input.colour,
        fuel: input.fuel,
        permit_kind: input.permit_kind,
        threshold_years: Some(ctx.policy_now().licensing.vehicle_life.threshold_years.of(input.fuel)),
        policy_version: ctx.policy_now().version.clone(),
    });
    let executed = ctx.store.execute::<Vehicle>(vehicle_id, command, actor.envelope(ctx, "RegisterVehicle", key)).await?;
    Ok(RegisteredVehicle { vehicle_id, position: executed.last_position })
}
