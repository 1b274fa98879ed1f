use super::optional_day;
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use chrono::NaiveDate;
use domain::identity::account::Role;
use domain::kernel::calendar::SolarDate;
use domain::kernel::event::derived_id;
use domain::licensing::licence::{IssueLicence, Licence, LicenceCommand, LicenceSubject};
use domain::licensing::vehicle::Vehicle;
use uuid::Uuid;

/// From when a vehicle's operating licence is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IssueInput {
    starts_on: Option<NaiveDate>,
}

impl IssueInput {
    /// Checks the ISO date of the first valid day; today where it is left out.
    ///
    /// # Errors
    /// [`Failure::Invalid`], naming the field.
    pub fn parse(starts_on: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let starts_on = optional_day(&mut faults, "/starts_on", starts_on);
        faults.refuse()?;
        Ok(Self { starts_on })
    }
}

/// A licence that is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IssuedLicence {
    /// Its id.
    pub licence_id: Uuid,
    /// The log position that it reached.
    pub position: i64,
}

/// Records a vehicle's operating licence. Its number comes from the year's counter; a repeat of the
/// command finds the number that the first one took.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer, [`Failure::NotFound`] where there is no such
/// vehicle, [`Failure::Taken`] where it has a licence that has not ended.
pub async fn issue(ctx: &Context, actor: &Actor, vehicle_id: Uuid, input: IssueInput, key: &CommandKey) -> Result<IssuedLicence, Failure> {
    actor.must_have(&[Role::Officer])?;
    let (vehicle, _) = ctx.store.load::<Vehicle>(vehicle_id).await?;
    let Vehicle::Registered { permit_kind, .. } = vehicle else {
        return Err(match vehicle {
            Vehicle::Absent => Failure::NotFound,
            _ => Failure::Refused { code: "imported-vehicle", pointer: None },
        });
    };
    let policy = ctx.policy_now();
    let kind = policy.permit_kind(&permit_kind).ok_or(Failure::Refused { code: "unknown-permit-kind", pointer: None })?;
    let today = ctx.today();
    let year = SolarDate::of(today).year;
    let counter = format!("{}-{year}", kind.number_prefix);
    let number = format!("{counter}-{:06}", ctx.store.next_number(&counter).await?);
    let licence_id = derived_id(key.id, "licence");
    let command = LicenceCommand::Issue(IssueLicence {
        subject: LicenceSubject::Vehicle { vehicle_id },
        number,
        permit_kind,
        starts_on: input.starts_on.unwrap_or(today),
        today,
        term_years: kind.term_years,
        backdating_days: policy.licensing.backdating_days,
        forward_days: policy.licensing.forward_days,
        application_id: None,
        policy_version: policy.version.clone(),
    });
    let executed = ctx.store.execute::<Licence>(licence_id, command, actor.envelope(ctx, "IssueLicence", key)).await?;
    Ok(IssuedLicence { licence_id, position: executed.last_position })
}
