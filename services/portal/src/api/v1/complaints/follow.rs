use super::shape::Answer;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::scan::follow as find;
use chrono::{DateTime, NaiveDate, Utc};
use domain::feedback::complaint::Outcome;
use serde::Serialize;
use utoipa::ToSchema;

/// A complaint to whoever knows its tracking code: not the passenger's words, not the car, nothing of
/// the driver but that somebody was asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct Complaint {
    category: String,
    /// Where it stands: `lodged`, `driver_asked`, `driver_heard` or `resolved`.
    state: &'static str,
    lodged_at: DateTime<Utc>,
    /// The day by which it is answered.
    answer_by: NaiveDate,
    answer_by_jalali: String,
    driver_asked_at: Option<DateTime<Utc>>,
    driver_heard_at: Option<DateTime<Utc>>,
    /// What was written to the passenger.
    answers: Vec<Answer>,
    /// `upheld`, `not_upheld`, `referred` or `withdrawn`, once it is decided.
    outcome: Option<&'static str>,
    reason_code: Option<String>,
    note: Option<String>,
    resolved_at: Option<DateTime<Utc>>,
}

/// Follow a complaint by its tracking code.
#[utoipa::path(get, path = "/api/v1/complaints/{tracking_code}", tag = "scan", params(("tracking_code" = String, Path)), responses((status = 200, body = Complaint)))]
pub(super) async fn follow(portal: web::Data<Portal>, _: Waited, _: NoParams, code: web::Path<String>) -> Result<HttpResponse, WebError> {
    let complaint = find(&portal.ctx, &code).await?;
    Ok(json(&Complaint {
        category: complaint.category,
        state: complaint.state.code(),
        lodged_at: complaint.lodged_at,
        answer_by_jalali: i18n::jalali_iso(complaint.answer_by),
        answer_by: complaint.answer_by,
        driver_asked_at: complaint.driver_asked_at,
        driver_heard_at: complaint.driver_heard_at,
        answers: Answer::all(&complaint.answers),
        outcome: complaint.outcome.map(Outcome::code),
        reason_code: complaint.reason,
        note: complaint.note,
        resolved_at: complaint.resolved_at,
    }))
}
