use super::{filters, list};
use crate::pages::faults;
use crate::routes::{Endpoint, post};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf};
use crate::web::history::json_lines;
use crate::web::reply::page_with;
use crate::web::server::Portal;
use actix_web::http::header::{CONTENT_DISPOSITION, HeaderValue};
use actix_web::{HttpResponse, web};
use application::audit::{AUDITORS, record_export};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![post("/{lang}/history/export", super::READERS, || web::to(export))]
}

/// A form and no link, since an export is an event of its own each time.
async fn export(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    caller.actor.must_have(AUDITORS)?;
    check_csrf(&caller, typed.text("csrf"))?;
    let ctx = &portal.ctx;
    let asked = match filters::asked(ctx, &filters::typed(&typed)) {
        Ok(asked) => asked,
        Err(failure) => {
            let refused = faults::refused(failure, caller.locale, "history", filters::input)?;
            let mut view = list::form(ctx, &caller, &typed).await?;
            view.page.path = "/history".to_owned();
            view.errors = refused.errors;
            return page_with(refused.status, &view);
        }
    };
    record_export(ctx, &caller.actor, asked.words.clone()).await?;
    let mut answer = json_lines(ctx, asked.filter(ctx).await?, None).await?;
    let name = HeaderValue::from_static("attachment; filename=\"history.jsonl\"");
    answer.headers_mut().insert(CONTENT_DISPOSITION, name);
    Ok(answer)
}
