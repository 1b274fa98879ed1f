use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::Role;
use domain::kernel::event::derived_id;
use domain::kernel::text::canonical;
use domain::licensing::assignment::{Assignment, AssignmentCommand};
use domain::licensing::licence::Standing;
use domain::licensing::vehicle::Vehicle;
use domain::policy::offers;
use projections::register::{self, SubjectKind};
use uuid::Uuid;

/// Who is to drive, checked.
#[derive(Debug, Clone)]
pub struct AssignInput {
    licence_id: Uuid,
    shift: String,
}

impl AssignInput {
    /// Checks the driver's permit and the shift.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(ctx: &Context, driver_licence_id: &str, shift: &str) -> Result<Self, Failure> {
        Self::checked(ctx, "unknown-choice", Uuid::parse_str(driver_licence_id.trim()).ok(), shift)
    }

    /// The same, with the permit's number as it is written on it.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub async fn of_number(ctx: &Context, number: &str, shift: &str) -> Result<Self, Failure> {
        let permit = register::query::driver_permit(ctx.pool(), &canonical(number).to_uppercase()).await?;
        Self::checked(ctx, "no-valid-permit", permit.map(|permit| permit.licence_id), shift)
    }

    fn checked(ctx: &Context, unknown: &'static str, licence_id: Option<Uuid>, shift: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let licence_id = faults.check("/driver_licence_id", unknown, licence_id.ok_or(()));
        let shift = offers(&ctx.policy_now().licensing.shifts, shift).then(|| shift.to_owned());
        let shift = faults.check("/shift", "unknown-choice", shift.ok_or(()));
        faults.all(licence_id.zip(shift)).map(|(licence_id, shift)| Self { licence_id, shift })
    }
}

/// An assignment that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assigned {
    /// Its id.
    pub assignment_id: Uuid,
    /// The log position that it reached.
    pub position: i64,
}

/// Assigns the holder of a driver's permit to a vehicle.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer; [`Failure::NotFound`] where there is no such vehicle;
/// [`Failure::Invalid`] where the permit is none of a driver's or not valid today; [`Failure::Taken`]
/// where the driver drives another car.
pub async fn assign(ctx: &Context, actor: &Actor, vehicle_id: Uuid, input: AssignInput, key: &CommandKey) -> Result<Assigned, Failure> {
    actor.must_have(&[Role::Officer])?;
    if ctx.store.load::<Vehicle>(vehicle_id).await?.0 == Vehicle::Absent {
        return Err(Failure::NotFound);
    }
    let permit = register::query::licence(ctx.pool(), input.licence_id).await?;
    let permit = permit.filter(|licence| licence.subject == SubjectKind::Driver && licence.on(ctx.today()) == Standing::Valid);
    let person_id = permit.and_then(|licence| licence.person_id).ok_or_else(|| Failure::field("/driver_licence_id", "no-valid-permit"))?;
    let command = AssignmentCommand::Assign {
        vehicle_id,
        licence_id: input.licence_id,
        person_id,
        shift: input.shift,
        shifts: ctx.policy_now().licensing.shifts.clone(),
    };
    let assignment_id = derived_id(key.id, "assignment");
    let executed = ctx.store.execute::<Assignment>(assignment_id, command, actor.envelope(ctx, "AssignDriver", key)).await?;
    Ok(Assigned { assignment_id, position: executed.last_position })
}
