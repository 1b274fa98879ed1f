use super::{check_form, fees, to_tasks, total, word};
use crate::pages::map;
use crate::routes::{Access, Endpoint, get, post};
use crate::views::apply::{Named, Start};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key, new_key};
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications::{self, StartInput};
use application::{Actor, Failure};
use domain::licensing::application::ApplicationKind;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/apply/{permit_kind}", Access::Anyone, || web::to(show)),
        post("/{lang}/apply/{permit_kind}", Access::SignedIn, || web::to(begin)),
    ]
}

#[derive(Debug, serde::Deserialize)]
struct KindPath {
    permit_kind: String,
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<KindPath>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let policy = ctx.policy_now();
    let kind = policy.permit_kind(&path.permit_kind).ok_or(Failure::NotFound)?;
    let rules = kind.application.as_ref().ok_or(Failure::NotFound)?;
    let signed_in = caller.actor != Actor::Public;
    let under_way = if signed_in { open_one(&portal, &caller, &kind.code).await? } else { None };
    let locale = caller.locale;
    page(&Start {
        page: caller.page(),
        key: new_key(),
        code: kind.code.clone(),
        kind: map::kind(policy, locale, &kind.code),
        eligibility: rules.eligibility.iter().map(|rule| word(locale, &rule.fa, &rule.en)).collect(),
        documents: rules
            .documents
            .iter()
            .map(|document| Named { name: word(locale, &document.fa, &document.en), hint: word(locale, &document.hint_fa, &document.hint_en) })
            .collect(),
        fees: fees(rules, ApplicationKind::New, false, locale),
        total: total(rules, ApplicationKind::New, false, None),
        review_days: rules.review_days.into(),
        term_years: kind.term_years.into(),
        signed_in,
        under_way,
    })
}

/// The caller's application of this kind that is under way.
async fn open_one(portal: &Portal, caller: &Caller, kind: &str) -> Result<Option<String>, WebError> {
    let mine = applications::own_list(&portal.ctx, &caller.actor).await?;
    let open = mine.into_iter().find(|row| row.permit_kind == kind && !row.stage.is_closed());
    Ok(open.map(|row| row.application_id.to_string()))
}

async fn begin(portal: web::Data<Portal>, caller: Caller, path: web::Path<KindPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let key = command_key(&caller, &format!("POST /apply/{}", path.permit_kind), typed.text("key"), typed.request());
    let input = StartInput::parse(ctx, &path.permit_kind, ApplicationKind::New.code()).map_err(|_| Failure::NotFound)?;
    let started = applications::start(ctx, &caller.actor, input, &key).await?;
    ctx.shown(started.position).await?;
    Ok(to_tasks(&caller, started.application_id))
}
