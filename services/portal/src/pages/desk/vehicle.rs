use super::IdPath;
use crate::pages::flash::Done;
use crate::pages::{faults, map};
use crate::routes::{Endpoint, get};
use crate::views::{Badge, BadgeTone, Choice, SourceStatus};
use crate::views::register::Fact;
use crate::views::vehicle::{
    AssignForm, RecordForm, ReissueForm, ScheduleForm, Vehicle, VehicleCode, VehicleComment, VehicleDriver, VehicleInspection, VehicleLicence, VehiclePlace,
};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::new_key;
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::{Context, Failure};
use application::assignments::CurrentDriver;
use application::fleet_codes::token_of;
use application::inspections::{INSPECTORS, SCHEDULERS};
use application::vehicles::VehicleView;
use domain::identity::account::Role;
use domain::licensing::licence::Standing;
use i18n::Locale;
use projections::agencies::{AffiliationRow, AffiliationState};
use projections::inspections::{InspectionResult, InspectionRow};
use projections::register::{LicenceRow, VehicleRow};
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/desk/vehicles/{id}", super::READERS, || web::to(show))]
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let mut view = view(&portal.ctx, &caller, path.id).await?;
    view.page.flash = done.flash(caller.locale);
    page(&view)
}

/// On to the vehicle's page, or the page again with what was typed and what was refused, in the words
/// of `texts`.
pub(super) async fn answer(
    ctx: &Context,
    caller: &Caller,
    vehicle_id: Uuid,
    outcome: Result<i64, Failure>,
    (texts, done): (&str, &str),
    field_of: impl Fn(&str) -> String,
    refill: impl FnOnce(&mut Vehicle),
) -> Result<HttpResponse, WebError> {
    let address = format!("/desk/vehicles/{vehicle_id}");
    let failure = match outcome {
        Ok(position) => {
            ctx.shown(position).await?;
            return Ok(see_other(&caller.page().url(&format!("{address}?done={done}"))));
        }
        Err(failure) => failure,
    };
    let refused = faults::refused(failure, caller.locale, texts, field_of)?;
    let mut view = view(ctx, caller, vehicle_id).await?;
    view.page.path = address;
    view.errors = refused.errors;
    refill(&mut view);
    page_with(refused.status, &view)
}

/// The vehicle's page.
pub(super) async fn view(ctx: &Context, caller: &Caller, vehicle_id: Uuid) -> Result<Vehicle, WebError> {
    let shown = application::vehicles::view(ctx, &caller.actor, vehicle_id).await?;
    let locale = caller.locale;
    let policy = ctx.policy_now();
    let is_officer = caller.actor.has(super::OFFICERS);
    let VehicleView { vehicle, licences, codes, drivers, places, inspections, comments } = &shown;
    let appointed = inspections.iter().find(|row| row.result == InspectionResult::Scheduled && row.source.is_none());
    let has_live_licence = licences.iter().any(|licence| matches!(licence.standing, Standing::Valid | Standing::Suspended));
    Ok(Vehicle {
        page: caller.page(),
        id: vehicle_id.to_string(),
        number: map::vehicle_number(vehicle),
        plate: vehicle.plate.as_ref().map(map::plate),
        description: map::description(vehicle, locale),
        facts: facts(vehicle, locale),
        source: licences
            .first()
            .and_then(|licence| Some(SourceStatus { register: vehicle.source.clone()?, word: licence.source_status.clone()? })),
        warnings: map::warnings(vehicle, locale),
        licences: licences.iter().map(|row| licence(ctx, locale, row)).collect(),
        drivers: drivers.iter().map(|row| driver(ctx, locale, row, is_officer)).collect(),
        inspections: inspections.iter().map(|row| inspection(ctx, locale, row)).collect(),
        life: life(vehicle, locale),
        threshold_on: vehicle.threshold_on,
        schedule: (appointed.is_none() && caller.actor.has(SCHEDULERS)).then(|| ScheduleForm { key: new_key(), ..ScheduleForm::default() }),
        record: appointed.filter(|_| caller.actor.has(INSPECTORS)).map(|row| RecordForm {
            key: new_key(),
            inspection_id: row.inspection_id.to_string(),
            results: results(locale),
            defects: map::choices(&policy.licensing.vehicle_life.defects, locale),
            ..RecordForm::default()
        }),
        comments: comments.iter().map(|said| VehicleComment { at: said.at, stars: said.stars.into(), text: said.text.clone() }).collect(),
        places: places.iter().map(|row| place(row, is_officer)).collect(),
        assign: is_officer.then(|| AssignForm {
            key: new_key(),
            shifts: map::choices(&policy.licensing.shifts, locale),
            ..AssignForm::default()
        }),
        code: codes.first().map(|code| VehicleCode {
            code: token_of(ctx, code).to_string(),
            generation: code.generation.into(),
            issued_at: code.issued_at,
        }),
        reissue: codes.first().filter(|_| is_officer).map(|_| ReissueForm {
            key: new_key(),
            reason: String::new(),
            reasons: map::choices(&policy.licensing.code_reissue_reasons, locale),
        }),
        may_record_licence: is_officer && vehicle.source.is_none() && !has_live_licence,
        may_see_history: caller.actor.has(&[Role::Auditor]),
        ..Vehicle::default()
    })
}

fn licence(ctx: &Context, locale: Locale, row: &LicenceRow) -> VehicleLicence {
    VehicleLicence {
        id: row.licence_id.to_string(),
        number: row.number.clone(),
        kind: map::kind(ctx.policy_now(), locale, &row.permit_kind),
        status: map::status(row.on(ctx.today())),
        expires_on: row.expires_on,
    }
}

fn inspection(ctx: &Context, locale: Locale, row: &InspectionRow) -> VehicleInspection {
    let (tone, icon) = match row.result {
        InspectionResult::Scheduled => (BadgeTone::Busy, "clock"),
        InspectionResult::Passed => (BadgeTone::Good, "tick"),
        InspectionResult::Failed => (BadgeTone::Bad, "no"),
        InspectionResult::NoShow => (BadgeTone::Watch, "alert"),
    };
    let defects = &ctx.policy_now().licensing.vehicle_life.defects;
    let found: Vec<String> = row.defects.iter().map(|code| map::choice(defects, locale, code)).chain(row.source_kind.clone()).collect();
    VehicleInspection {
        on: row.on_day,
        badge: Badge::new(tone, icon, i18n::text(locale, &format!("inspection-{}", row.result.code().replace('_', "-")))),
        found: found.join(&i18n::text(locale, "list-comma")),
    }
}

/// What is known of how long a vehicle serves.
fn life(vehicle: &VehicleRow, locale: Locale) -> Vec<Badge> {
    let past = vehicle.past_threshold.then(|| Badge::new(BadgeTone::Watch, "clock", i18n::text(locale, "vehicle-past-threshold")));
    let worn_out = vehicle.worn_out.then(|| Badge::new(BadgeTone::Bad, "alert", i18n::text(locale, "vehicle-worn-out")));
    past.into_iter().chain(worn_out).collect()
}

/// How an inspection can go.
fn results(locale: Locale) -> Vec<Choice> {
    let words = ["passed", "failed", "no_show"];
    words.map(|word| Choice::new(word, i18n::text(locale, &format!("inspection-{}", word.replace('_', "-"))))).to_vec()
}

fn place(row: &AffiliationRow, may_answer: bool) -> VehiclePlace {
    VehiclePlace {
        id: row.affiliation_id.to_string(),
        agency: row.agency_name.clone(),
        joined: row.state == AffiliationState::Joined,
        key: may_answer.then(new_key),
    }
}

fn driver(ctx: &Context, locale: Locale, row: &CurrentDriver, may_end: bool) -> VehicleDriver {
    VehicleDriver {
        assignment_id: row.assignment.assignment_id.to_string(),
        name: row.name.clone(),
        shift: map::choice(&ctx.policy_now().licensing.shifts, locale, &row.assignment.shift),
        since: row.assignment.assigned_at,
        permit: row.permit.as_ref().map(|permit| licence(ctx, locale, permit)),
        end_key: may_end.then(new_key),
    }
}

/// What staff may know of a vehicle beyond what everyone may.
pub(super) fn facts(vehicle: &VehicleRow, locale: Locale) -> Vec<Fact> {
    let mut facts = map::facts(vehicle, locale);
    facts.extend(vehicle.vin.clone().map(|vin| Fact::reference("fact-vin", vin)));
    facts.extend(vehicle.address.clone().map(|address| Fact::words("fact-address", address)));
    facts.extend(vehicle.source.clone().map(|source| Fact::reference("fact-source", source)));
    facts.extend(vehicle.source_key.clone().map(|key| Fact::reference("fact-source-id", key)));
    facts.extend(vehicle.wheelchair.map(|fits| {
        let answer = if fits { "fact-yes" } else { "fact-no" };
        Fact::words("fact-wheelchair", i18n::text(locale, answer))
    }));
    facts
}
