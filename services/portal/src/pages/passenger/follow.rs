//! Following a complaint by its tracking code. Whoever knows the code sees the complaint, so the form
//! keeps it out of addresses; a link that somebody made works all the same.

use crate::pages::map;
use crate::routes::{Access, Endpoint, get, post};
use crate::views::feedback::{ComplaintSearch, ComplaintStatus};
use crate::views::{FieldErrors, TimelineEntry};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::Fields;
use crate::web::reply::{page, page_with};
use crate::web::server::Portal;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use application::Failure;
use application::scan::follow;
use qr_templates::FleetToken;

/// The pages of complaints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/complaints", Access::Anyone, || web::to(asked)),
        post("/{lang}/complaints", Access::Anyone, || web::to(sent)),
    ]
}

async fn asked(portal: web::Data<Portal>, caller: Caller, typed: web::Query<Fields>) -> Result<HttpResponse, WebError> {
    if typed.text("code").is_empty() {
        return page(&ComplaintSearch { page: caller.page(), ..ComplaintSearch::default() });
    }
    status(&portal, &caller, typed.text("code")).await
}

async fn sent(portal: web::Data<Portal>, caller: Caller, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    status(&portal, &caller, typed.text("code")).await
}

async fn status(portal: &Portal, caller: &Caller, code: &str) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let refused = match follow(ctx, code).await {
        Ok(complaint) => {
            let policy = ctx.policy_now();
            let state = i18n::text(caller.locale, &format!("complaint-state-{}", complaint.state.replace('_', "-")));
            let answer_by = i18n::date(caller.locale, complaint.answer_by);
            return page(&ComplaintStatus {
                page: caller.page(),
                // It was parsed by the use case; written as it was given out.
                tracking_code: FleetToken::parse(code).map_or_else(|_| code.to_owned(), |token| token.to_string()),
                category: map::choice(&policy.feedback.complaint_categories, caller.locale, &complaint.category),
                state: state.clone(),
                closed: complaint.state == "closed",
                lodged_at: complaint.lodged_at,
                timeline: vec![TimelineEntry {
                    at: complaint.lodged_at,
                    title: state,
                    detail: Some(i18n::text_with(caller.locale, "complaint-answer-by", &[("date", answer_by.into())])),
                    adverse: false,
                    position: None,
                }],
            });
        }
        Err(Failure::NotFound) => StatusCode::NOT_FOUND,
        Err(Failure::Invalid(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        Err(other) => return Err(other.into()),
    };
    let mut errors = FieldErrors::none();
    errors.push("code", i18n::text(caller.locale, "complaint-error-code"));
    page_with(refused, &ComplaintSearch { page: caller.page(), errors, code: code.to_owned() })
}
