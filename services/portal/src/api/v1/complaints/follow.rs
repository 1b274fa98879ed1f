use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::scan::follow as find;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A complaint to whoever knows its tracking code: not its words, not the car.
#[derive(Debug, Serialize, ToSchema)]
pub struct Complaint {
    category: String,
    /// Where it stands, such as `lodged`.
    state: String,
    lodged_at: DateTime<Utc>,
    /// The day by which it is answered.
    answer_by: NaiveDate,
    answer_by_jalali: String,
}

/// Follow a complaint by its tracking code.
#[utoipa::path(get, path = "/api/v1/complaints/{tracking_code}", tag = "scan", params(("tracking_code" = String, Path)), responses((status = 200, body = Complaint)))]
pub(super) async fn follow(portal: web::Data<Portal>, _: Waited, _: NoParams, code: web::Path<String>) -> Result<HttpResponse, WebError> {
    let complaint = find(&portal.ctx, &code).await?;
    Ok(json(&Complaint {
        category: complaint.category,
        state: complaint.state,
        lodged_at: complaint.lodged_at,
        answer_by_jalali: i18n::jalali_iso(complaint.answer_by),
        answer_by: complaint.answer_by,
    }))
}
