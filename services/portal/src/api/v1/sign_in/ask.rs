use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::sign_in::{self, SignInAddress};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

/// Where the code goes: exactly one of the two.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"mobile": "09120000000"}))]
pub struct SignIn {
    /// An Iranian mobile number.
    mobile: Option<String>,
    /// An e-mail address.
    email: Option<String>,
}

/// Send a one-time code.
///
/// The answer is the same whether or not anybody has this number or address.
#[utoipa::path(post, path = "/api/v1/sign-in", tag = "sign-in", request_body = SignIn, responses((status = 202, description = "Sent, where somebody has an account there")))]
pub(super) async fn ask(portal: web::Data<Portal>, caller: Caller, Body(body): Body<SignIn>) -> Result<HttpResponse, WebError> {
    let address = SignInAddress::parse(body.mobile.as_deref(), body.email.as_deref())?;
    sign_in::ask(&portal.ctx, &address, &caller.visitor, caller.locale.code()).await?;
    Ok(HttpResponse::Accepted().json(json!({})))
}
