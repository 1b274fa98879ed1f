//! A licence, for its holder.

use super::{IdPath, picture, squares, status};
use crate::pages::{map, notices};
use crate::routes::{Access, Endpoint, get};
use crate::views::my::Licence;
use crate::views::register::Fact;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::new_key;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications::may_replace;
use application::fleet_codes::drawn;
use application::licences::{is_certified, own};
use domain::licensing::licence::Standing;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/licences/{id}", Access::SignedIn, || web::to(show))]
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let locale = caller.locale;
    let own = own(ctx, &caller.actor, path.id).await?;
    let policy = ctx.policy_now();
    let (held, licence) = (&own.held, &own.held.licence);
    let vehicle = held.vehicle.as_ref();
    let code = own.code.map(|code| drawn(ctx, &code)).transpose()?;
    let ground = |when: bool| licence.ground.as_ref().filter(|_| when).map(|code| map::ground(policy, locale, code));
    let suspended = held.standing == Standing::Suspended;
    page(&Licence {
        page: caller.page(),
        id: path.id.to_string(),
        number: licence.number.clone(),
        kind: map::kind(policy, locale, &licence.permit_kind),
        status: status(held),
        holder: own.holder.full_name(),
        photo: own.photo.as_ref().map(picture),
        facts: vehicle.map(|car| vec![Fact::words("fact-vehicle", map::description(car, locale))]).unwrap_or_default(),
        plate: vehicle.and_then(|car| car.plate.as_ref()).map(map::plate),
        starts_on: licence.starts_on,
        expires_on: licence.expires_on,
        days_left: held.days_left,
        suspended_for: ground(suspended),
        suspended_until: licence.suspended_until.filter(|_| suspended),
        ended_for: ground(!held.lasts()),
        checked_at: ctx.clock.now(),
        timeline: notices::timeline(&own.states, &own.notices, &caller, policy),
        code_shown: code.as_ref().map(|code| code.token.grouped()).unwrap_or_default(),
        code: code.as_ref().map(squares),
        is_certified: is_certified(licence, held.standing),
        may_renew: held.may_renew,
        renewal: licence.renewal_id.map(|id| id.to_string()),
        replace_key: may_replace(ctx, licence, vehicle).then(new_key),
    })
}
