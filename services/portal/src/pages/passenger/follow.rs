//! Following a complaint by its tracking code. Whoever knows the code sees the complaint, so the form
//! keeps it out of addresses; a link that somebody made works all the same.

use crate::pages::{complaints, map};
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
use application::scan::{FollowedComplaint, follow};
use chrono::{DateTime, Utc};
use i18n::Locale;
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
            let (policy, locale) = (ctx.policy_now(), caller.locale);
            return page(&ComplaintStatus {
                page: caller.page(),
                // It was parsed by the use case; written as it was given out.
                tracking_code: FleetToken::parse(code).map_or_else(|_| code.to_owned(), |token| token.to_string()),
                category: map::choice(&policy.feedback.complaint_categories, locale, &complaint.category),
                state: complaints::badge(locale, complaint.state),
                lodged_at: complaint.lodged_at,
                resolution: complaints::resolution(policy, locale, complaint.outcome, complaint.reason.as_deref(), complaint.note.as_deref()),
                timeline: timeline(locale, &complaint),
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

/// What happened so far, the newest first. Of the driver it tells that somebody was asked, and no more.
fn timeline(locale: Locale, complaint: &FollowedComplaint) -> Vec<TimelineEntry> {
    let entry = |at: DateTime<Utc>, key: &str, detail: Option<String>| TimelineEntry { at, title: i18n::text(locale, key), detail, adverse: false, position: None };
    let answer_by = i18n::text_with(locale, "complaint-answer-by", &[("date", i18n::date(locale, complaint.answer_by).into())]);
    let mut entries = vec![entry(complaint.lodged_at, "complaint-state-lodged", complaint.resolved_at.is_none().then_some(answer_by))];
    entries.extend(complaint.driver_asked_at.map(|at| entry(at, "complaint-state-driver-asked", None)));
    entries.extend(complaint.driver_heard_at.map(|at| entry(at, "complaint-state-driver-heard", None)));
    entries.extend(complaint.answers.iter().map(|written| entry(written.at, "complaint-written-to-you", Some(written.text.clone()))));
    let outcome = complaint.outcome.map(|outcome| complaints::outcome(locale, outcome));
    entries.extend(complaint.resolved_at.map(|at| entry(at, "complaint-state-resolved", outcome)));
    // What was recorded in the same moment stays in the order in which it is told.
    entries.sort_by_key(|entry| entry.at);
    entries.reverse();
    entries
}
