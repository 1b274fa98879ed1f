//! Whoever stands there, with what is under way and what can be begun.

use crate::pages::desk::IdPath;
use crate::pages::flash::Done;
use crate::pages::map;
use crate::routes::{Endpoint, get};
use crate::views::Choice;
use crate::views::counter::{CounterApplication, CounterLicence, CounterVisit};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::new_key;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Context;
use application::counter::visit;
use application::persons::masked;
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/desk/counter/{id}", super::OFFICERS, || web::to(show))]
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let mut view = view(&portal.ctx, &caller, path.id).await?;
    view.page.flash = done.flash(caller.locale);
    page(&view)
}

/// The page as it stands now.
pub(super) async fn view(ctx: &Context, caller: &Caller, account_id: Uuid) -> Result<CounterVisit, WebError> {
    let visit = visit(ctx, &caller.actor, account_id).await?;
    let (locale, policy) = (caller.locale, ctx.policy_now());
    let kind = |code: &str| map::kind(policy, locale, code);
    Ok(CounterVisit {
        page: caller.page(),
        key: new_key(),
        id: account_id.to_string(),
        name: visit.person.as_ref().map(|person| person.full_name()).filter(|name| !name.is_empty()),
        national_id: visit.person.as_ref().map(|person| masked(&person.national_id)),
        mobile: visit.mobile,
        applications: visit
            .applications
            .iter()
            .map(|found| CounterApplication {
                id: found.row.application_id.to_string(),
                number: found.row.number.clone(),
                kind: kind(&found.row.permit_kind),
                stage: i18n::text(locale, &format!("case-stage-{}", found.row.stage.code().replace('_', "-"))),
                taken_up: found.taken_up,
                can_be_taken_up: found.row.stage.is_with_applicant(),
            })
            .collect(),
        licences: visit
            .licences
            .iter()
            .map(|(licence, renewable)| CounterLicence {
                id: licence.licence_id.to_string(),
                number: licence.number.clone(),
                kind: kind(&licence.permit_kind),
                expires_on: licence.expires_on,
                renewable: *renewable,
            })
            .collect(),
        offered: visit.offered.iter().map(|offered| Choice::new(offered.code.clone(), kind(&offered.code))).collect(),
        ..CounterVisit::default()
    })
}
