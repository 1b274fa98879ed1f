use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::accounts::{self, NewEmail};
use application::{Actor, Failure};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

/// An e-mail address to be put on the account.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"email": "name@example.ir"}))]
pub struct Email {
    /// The address; a code goes there.
    email: String,
}

/// Send a one-time code to an e-mail address that is to be put on one's account.
#[utoipa::path(post, path = "/api/v1/me/email", tag = "sign-in", request_body = Email, responses((status = 202, description = "Sent")))]
pub(super) async fn ask_email(portal: web::Data<Portal>, caller: Caller, Body(body): Body<Email>) -> Result<HttpResponse, WebError> {
    if caller.actor == Actor::Public {
        return Err(Failure::SignInNeeded.into());
    }
    accounts::ask(&portal.ctx, &caller.actor, &NewEmail::parse(&body.email)?, caller.locale.code()).await?;
    Ok(HttpResponse::Accepted().json(json!({})))
}
