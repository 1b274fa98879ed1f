use super::renew::{holder, own_licence, prefill};
use super::start::next_number;
use super::{StartedApplication, behalf, rules_of};
use crate::{Actor, CommandKey, Context, Failure};
use domain::kernel::event::derived_id;
use domain::licensing::application::{Application, ApplicationCommand, ApplicationKind, StartApplication};
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
    let (account_id, person_id) = holder(ctx, &licence).await?;
    let (_, _, rules) = rules_of(ctx, &ctx.policy_now().version, &licence.permit_kind)?;
    let vehicle = match licence.vehicle_id {
        Some(vehicle_id) => register::query::vehicle(ctx.pool(), vehicle_id).await?,
        None => None,
    };
    let application_id = derived_id(key.id, "application");
    let prefill = match licence.application_id {
        Some(before) => prefill(ctx, application_id, before, rules).await?,
        None => None,
    };
    let command = StartApplication {
        number: next_number(ctx).await?,
        permit_kind: licence.permit_kind.clone(),
        kind: ApplicationKind::Replacement,
        account_id,
        person_id,
        licence_id: Some(licence_id),
        vehicle_id: None,
        renews: None,
        replaces_worn_out: may_replace(ctx, &licence, vehicle.as_ref()),
        prefill,
        policy_version: ctx.policy_now().version.clone(),
    };
    let envelope = behalf::for_whom(actor.envelope(ctx, "StartReplacement", key), actor, account_id, person_id);
    let executed = ctx.store.execute::<Application>(application_id, ApplicationCommand::Start(command), envelope).await?;
    Ok(StartedApplication { application_id, position: executed.last_position })
}

/// The vehicle that a replacement replaces, which cannot replace itself.
pub(super) async fn replaced_vehicle(ctx: &Context, application_id: Uuid) -> Result<Option<Uuid>, Failure> {
    let row = query::application(ctx.pool(), application_id).await?.filter(|row| row.kind == ApplicationKind::Replacement);
    Ok(match row.and_then(|row| row.licence_id) {
        Some(licence_id) => register::query::licence(ctx.pool(), licence_id).await?.and_then(|licence| licence.vehicle_id),
        None => None,
    })
}
