use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::done;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::accounts::{self, NewEmail};
use application::{Actor, Failure};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

/// The code that went to the address.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"email": "name@example.ir", "code": "000000"}))]
pub struct EmailConfirmation {
    /// The address.
    email: String,
    /// Six digits, Persian or Latin.
    code: String,
}

/// Put the e-mail address on one's account, by the code that went there.
#[utoipa::path(post, path = "/api/v1/me/email/confirm", tag = "sign-in", request_body = EmailConfirmation, responses((status = 200, description = "The address is on the account")))]
pub(super) async fn confirm_email(
    portal: web::Data<Portal>,
    caller: Caller,
    Body(body): Body<EmailConfirmation>,
) -> Result<HttpResponse, WebError> {
    if caller.actor == Actor::Public {
        return Err(Failure::SignInNeeded.into());
    }
    let position = accounts::confirm(&portal.ctx, &caller.actor, &NewEmail::parse(&body.email)?, &body.code).await?;
    Ok(done(position, &json!({})))
}
