use crate::pages::map;
use crate::pages::stages;
use crate::routes::{Endpoint, get};
use crate::views::applications::{Worklist, WorklistRow};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Context;
use application::applications::{WorklistEntry, worklist};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/desk/applications", super::READERS, || web::to(list))]
}

async fn list(portal: web::Data<Portal>, caller: Caller) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let shown = worklist(ctx, &caller.actor).await?;
    let under_review: Vec<_> = shown.under_review.iter().map(|entry| row(ctx, &caller, entry)).collect();
    page(&Worklist {
        page: caller.page(),
        today: ctx.today(),
        late: under_review.iter().filter(|row| row.late).count().try_into().unwrap_or(i64::MAX),
        under_review,
        with_applicants: shown.with_applicants.iter().map(|entry| row(ctx, &caller, entry)).collect(),
    })
}

fn row(ctx: &Context, caller: &Caller, entry: &WorklistEntry) -> WorklistRow {
    let due_on = stages::due(&entry.row);
    WorklistRow {
        id: entry.row.application_id.to_string(),
        number: entry.row.number.clone(),
        applicant: entry.applicant.clone(),
        kind: map::application(ctx.policy_now(), caller.locale, &entry.row),
        licence_expires_on: entry.licence_expires_on,
        due_on,
        left: due_on.map(|day| stages::left(caller.locale, day, ctx.today())),
        late: due_on.is_some_and(|day| day < ctx.today()),
        state: stages::badge(caller.locale, entry.row.stage),
    }
}
