use super::{Draft, IdPath, check_form, fees, fine, key_of, new_term, tasks, to_tasks, total, whole};
use crate::pages::{faults, map};
use crate::routes::{Access, Endpoint, get, post};
use crate::views::FieldErrors;
use crate::views::apply::{Opening, Renewal};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Context;
use application::applications::{self, Barrier, RenewalView};
use domain::licensing::application::ApplicationKind;
use domain::policy::RenewalTiming;
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/licences/{id}/renewal", Access::SignedIn, || web::to(show)),
        post("/{lang}/licences/{id}/renewal", Access::SignedIn, || web::to(begin)),
        post("/{lang}/licences/{id}/replacement", Access::SignedIn, || web::to(replace)),
    ]
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>) -> Result<HttpResponse, WebError> {
    let renewal = applications::renewal(&portal.ctx, &caller.actor, path.id).await?;
    page(&view(&portal.ctx, &caller, &renewal, &Fields::default(), fine()))
}

fn view(ctx: &Context, caller: &Caller, renewal: &RenewalView, typed: &Fields, errors: FieldErrors) -> Renewal {
    let late = renewal.timing == RenewalTiming::Late;
    let opening = match (&renewal.under_way, renewal.timing) {
        _ if renewal.barrier == Some(Barrier::SuspendedAtExpiry) => Opening::Barred("refusal-renewal-of-suspended"),
        _ if renewal.barrier == Some(Barrier::OtherLicence) => Opening::Barred("renewal-barred-other"),
        (Some(open), _) => Opening::UnderWay(open.application_id.to_string()),
        (None, RenewalTiming::NotOpen) => Opening::From(renewal.renewal.opens_on(renewal.expires_on)),
        (None, RenewalTiming::InTime) => Opening::InTime,
        (None, RenewalTiming::Late) => Opening::Late(renewal.renewal.closes_on(renewal.expires_on)),
        (None, RenewalTiming::TooLate) => Opening::TooLate,
    };
    Renewal {
        page: caller.page(),
        errors,
        key: key_of(typed),
        id: renewal.licence.licence_id.to_string(),
        number: renewal.licence.number.clone(),
        code: renewal.kind.code.clone(),
        kind: map::kind(ctx.policy_now(), caller.locale, &renewal.kind.code),
        expires_on: renewal.expires_on,
        until: new_term(&renewal.kind, renewal.expires_on, late),
        term_years: renewal.kind.term_years.into(),
        opening,
        fees: fees(&renewal.rules, ApplicationKind::Renewal, late, caller.locale),
        total: total(&renewal.rules, ApplicationKind::Renewal, late, None),
    }
}

/// Where everything is still good, on to the check; else to what is to be done first.
async fn begin(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let key = command_key(&caller, &format!("POST /licences/{}/renewal", path.id), typed.text("key"), typed.request());
    match applications::renew(ctx, &caller.actor, path.id, &key).await {
        Ok(started) => {
            ctx.shown(started.position).await?;
            next(ctx, &caller, started.application_id).await
        }
        Err(failure) => {
            let refused = faults::refused(failure, caller.locale, "apply", whole)?;
            let renewal = applications::renewal(ctx, &caller.actor, path.id).await?;
            page_with(refused.status, &view(ctx, &caller, &renewal, &typed, refused.errors))
        }
    }
}

/// Another vehicle for a permit whose own is worn out: on to what is to be done.
async fn replace(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let key = command_key(&caller, &format!("POST /licences/{}/replacement", path.id), typed.text("key"), typed.request());
    let started = applications::replace(ctx, &caller.actor, path.id, &key).await?;
    ctx.shown(started.position).await?;
    Ok(to_tasks(&caller, started.application_id))
}

async fn next(ctx: &Context, caller: &Caller, application_id: Uuid) -> Result<HttpResponse, WebError> {
    let draft = Draft::of(ctx, caller, application_id).await?;
    if tasks::view(ctx, caller, &draft, fine()).is_ready() {
        return Ok(see_other(&caller.page().url(&format!("/applications/{application_id}/check"))));
    }
    Ok(to_tasks(caller, application_id))
}
