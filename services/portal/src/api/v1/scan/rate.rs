use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, POSITION};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::scan::{self, Passenger, RatingInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A rating.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"stars": 5, "tags": ["polite"]}))]
pub struct NewRating {
    /// 1 to 5.
    #[schema(minimum = 1, maximum = 5)]
    stars: Option<i64>,
    /// Tags of the policy, such as `polite` or `clean-car`.
    tags: Vec<String>,
    /// In the passenger's own words; sealed.
    comment: Option<String>,
}

/// A rating that was taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct TakenRating {
    /// The log position that it reached.
    position: i64,
}

/// Rate a ride, without an account.
#[utoipa::path(post, path = "/api/v1/scan/{code}/ratings", tag = "scan", params(("code" = String, Path)), request_body = NewRating, responses((status = 201, body = TakenRating)))]
pub(super) async fn rate(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    code: web::Path<String>,
    Body(body): Body<NewRating>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.command(&caller, &request, &body);
    let input = RatingInput::parse(ctx, body.stars, &body.tags, body.comment.as_deref().unwrap_or_default())?;
    scan::admit(ctx, &caller.visitor, Passenger::Rates)?;
    let position = scan::rate(ctx, &code, input, &command).await?;
    Ok(HttpResponse::Created().insert_header((POSITION, position.to_string())).json(TakenRating { position }))
}
