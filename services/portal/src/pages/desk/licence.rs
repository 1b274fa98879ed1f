use super::{IdPath, vehicle};
use crate::pages::flash::Done;
use crate::pages::{map, notices};
use crate::routes::{Endpoint, get};
use crate::views::SourceStatus;
use crate::views::licence::{LiftForm, RevokeForm, StaffLicence, SuspendForm};
use crate::views::register::Fact;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::new_key;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Context;
use application::licences::is_certified;
use domain::identity::account::Role;
use domain::licensing::licence::Standing;
use domain::policy::LicensingRules;
use i18n::Locale;
use projections::register::SubjectKind;
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/desk/licences/{id}", super::READERS, || web::to(show))]
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let mut view = view(&portal.ctx, &caller, path.id).await?;
    view.page.flash = done.flash(caller.locale);
    page(&view)
}

/// The licence's page with the forms that its state and the reader's role allow.
pub(super) async fn view(ctx: &Context, caller: &Caller, licence_id: Uuid) -> Result<StaffLicence, WebError> {
    caller.actor.must_have(application::vehicles::READERS)?;
    let shown = application::licences::view(ctx, &caller.actor, licence_id).await?;
    let locale = caller.locale;
    let policy = ctx.policy_now();
    let licence = &shown.licence;
    let mut facts = shown.vehicle.as_ref().map(|car| vehicle::facts(car, locale)).unwrap_or_default();
    facts.extend(shown.note.clone().map(|note| Fact::words("licence-note", note)));
    let mut view = StaffLicence {
        page: caller.page(),
        id: licence_id.to_string(),
        number: licence.number.clone(),
        kind: map::kind(policy, locale, &licence.permit_kind),
        status: map::status(shown.standing),
        source: licence.source.clone().zip(licence.source_status.clone()).map(|(register, word)| SourceStatus { register, word }),
        vehicle_id: licence.vehicle_id.map(|id| id.to_string()),
        plate: shown.vehicle.as_ref().and_then(|car| car.plate.as_ref()).map(map::plate),
        facts,
        starts_on: licence.starts_on,
        expires_on: licence.expires_on,
        renewal: licence.renewal_id.map(|id| id.to_string()),
        warnings: shown.vehicle.as_ref().map(|car| map::warnings(car, locale)).unwrap_or_default(),
        timeline: notices::timeline(&shown.states, &shown.notices, caller, policy),
        is_public: licence.subject == SubjectKind::Vehicle,
        has_code: licence.subject == SubjectKind::Vehicle && shown.code.is_some(),
        is_certified: is_certified(licence, shown.standing) && caller.actor.has(application::applications::READERS),
        may_see_history: caller.actor.has(&[Role::Auditor]),
        ..StaffLicence::default()
    };
    // A suspension that is past is over, though no event says so; one that is ahead holds already.
    let suspended = licence.standing == Standing::Suspended && licence.suspended_until.is_none_or(|last| ctx.today() <= last);
    if suspended {
        view.suspended_for = licence.ground.as_ref().map(|code| map::ground(policy, locale, code));
        view.suspended_until = licence.suspended_until;
    }
    if caller.actor.has(super::OFFICERS) && matches!(licence.standing, Standing::Valid | Standing::Suspended) {
        offer(&mut view, suspended, &policy.licensing, locale);
    }
    Ok(view)
}

fn offer(view: &mut StaffLicence, suspended: bool, rules: &LicensingRules, locale: Locale) {
    if suspended {
        view.lift = Some(LiftForm { key: new_key(), reasons: map::choices(&rules.lifting_reasons, locale), ..LiftForm::default() });
    } else {
        view.suspend = Some(SuspendForm { key: new_key(), grounds: map::choices(&rules.suspension_grounds, locale), ..SuspendForm::default() });
    }
    view.revoke = Some(RevokeForm { key: new_key(), grounds: map::choices(&rules.revocation_grounds, locale), ..RevokeForm::default() });
}
