use crate::pages::{complaints, map, stages};
use crate::routes::{Endpoint, get};
use crate::views::complaints::{ComplaintLine, ComplaintWorklist};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Context;
use application::complaints::{ComplaintEntry, worklist};
use projections::complaints::ComplaintState;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/desk/complaints", super::READERS, || web::to(list))]
}

async fn list(portal: web::Data<Portal>, caller: Caller) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let shown = worklist(ctx, &caller.actor).await?;
    let open: Vec<_> = shown.open.iter().map(|entry| line(ctx, &caller, entry)).collect();
    page(&ComplaintWorklist {
        page: caller.page(),
        today: ctx.today(),
        late: open.iter().filter(|line| line.late).count().try_into().unwrap_or(i64::MAX),
        open,
        resolved: shown.resolved.iter().map(|entry| line(ctx, &caller, entry)).collect(),
    })
}

fn line(ctx: &Context, caller: &Caller, entry: &ComplaintEntry) -> ComplaintLine {
    let (row, policy, locale) = (&entry.row, ctx.policy_now(), caller.locale);
    let open = row.state != ComplaintState::Resolved;
    let days = (ctx.today() - policy.civil_day(row.lodged_at)).num_days();
    ComplaintLine {
        id: row.complaint_id.to_string(),
        category: map::choice(&policy.feedback.complaint_categories, locale, &row.category),
        plate: entry.vehicle.as_ref().and_then(|car| car.plate.as_ref()).map(map::plate),
        vehicle: entry.vehicle.as_ref().map(|car| map::description(car, locale)).unwrap_or_default(),
        lodged_at: row.lodged_at,
        age: i18n::text_with(locale, "complaints-age-days", &[("n", days.into())]),
        answer_by: row.answer_by,
        left: open.then(|| stages::left(locale, row.answer_by, ctx.today())),
        late: open && row.answer_by < ctx.today(),
        state: complaints::badge(locale, row.state),
    }
}
