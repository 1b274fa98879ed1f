use super::renew::{about, begin, own_licence};
use super::{OFFICERS, StartedApplication, rules_of};
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::person::person_of;
use domain::licensing::application::{ApplicationKind, StartApplication};
use domain::licensing::licence::Standing;
use projections::applications::query;
use projections::register::{self, LicenceRow, SubjectKind, VehicleRow};
use uuid::Uuid;

/// Whether the vehicle that a permit names can be replaced now: it is worn out or past its threshold
/// age, the permit is valid, and policy replaces vehicles of its kind.
pub fn may_replace(ctx: &Context, licence: &LicenceRow, vehicle: Option<&VehicleRow>) -> bool {
    let rules = rules_of(ctx, &ctx.policy_now().version, &licence.permit_kind).ok();
    let replaces = rules.is_some_and(|(_, _, rules)| rules.replaces_worn_out);
    let worn = vehicle.is_some_and(|vehicle| vehicle.worn_out || vehicle.past_threshold);
    replaces && worn && licence.subject == SubjectKind::Driver && licence.on(ctx.today()) == Standing::Valid
}

/// Begins the replacement of the worn-out vehicle that one of the actor's own permits names: an
/// application in which another vehicle is named, with everything else that is known.
///
/// # Errors
/// [`Failure::NotFound`] where the permit is not the actor's; refused where its vehicle is neither worn
/// out nor past its threshold age; [`Failure::Taken`] where an application of the kind is under way.
pub async fn replace(ctx: &Context, actor: &Actor, licence_id: Uuid, key: &CommandKey) -> Result<StartedApplication, Failure> {
    let licence = own_licence(ctx, actor, licence_id).await?;
    // A manager renews for drivers; another car is the driver's own affair.
    if licence.person_id != actor.account_id().map(person_of) && !actor.has(OFFICERS) {
        return Err(Failure::NotFound);
    }
    let (_, _, rules) = rules_of(ctx, &ctx.policy_now().version, &licence.permit_kind)?;
    let vehicle = match licence.vehicle_id {
        Some(vehicle_id) => register::query::vehicle(ctx.pool(), vehicle_id).await?,
        None => None,
    };
    let about = about(ctx, &licence, ApplicationKind::Replacement, rules, key).await?;
    let replaces_worn_out = may_replace(ctx, &licence, vehicle.as_ref());
    begin(ctx, actor, "StartReplacement", key, StartApplication { replaces_worn_out, ..about }).await
}

/// The vehicle that a replacement replaces, which cannot replace itself.
pub(super) async fn replaced_vehicle(ctx: &Context, application_id: Uuid) -> Result<Option<Uuid>, Failure> {
    let row = query::application(ctx.pool(), application_id).await?.filter(|row| row.kind == ApplicationKind::Replacement);
    Ok(match row.and_then(|row| row.licence_id) {
        Some(licence_id) => register::query::licence(ctx.pool(), licence_id).await?.and_then(|licence| licence.vehicle_id),
        None => None,
    })
}
