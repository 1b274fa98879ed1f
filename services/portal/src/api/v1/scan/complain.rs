use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, created};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::scan::{self, ComplaintInput, Occurred, Passenger};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A complaint.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"category": "overcharging", "text": "کرایه بیشتر از نرخ مصوب گرفت."}))]
pub struct NewComplaint {
    /// A category of the policy, such as `overcharging`.
    category: String,
    /// What happened; sealed.
    text: String,
    /// When it happened, RFC 3339.
    occurred_at: Option<DateTime<Utc>>,
    /// Where a text message goes once there is an answer, which the tracking code shows; sealed.
    mobile: Option<String>,
}

/// A complaint that was lodged.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lodged {
    /// By which it is followed; shown this once.
    tracking_code: String,
}

/// Complain about a ride, without an account.
#[utoipa::path(post, path = "/api/v1/scan/{code}/complaints", tag = "scan", params(("code" = String, Path)), request_body = NewComplaint, responses((status = 201, body = Lodged, headers(("Location" = String)))))]
pub(super) async fn complain(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    code: web::Path<String>,
    Body(body): Body<NewComplaint>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let input = ComplaintInput::parse(ctx, &body.category, &body.text, body.occurred_at.map(Occurred::at), body.mobile.as_deref().unwrap_or_default())?;
    scan::admit(ctx, &caller.visitor, Passenger::Complains)?;
    let lodged = scan::lodge(ctx, &code, input, &command).await?;
    let location = format!("/api/v1/complaints/{}", lodged.tracking_code);
    Ok(created(&location, lodged.position, &Lodged { tracking_code: lodged.tracking_code }))
}
