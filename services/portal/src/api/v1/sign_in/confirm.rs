use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::done;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::sign_in::{self, SessionKind, SignInAddress};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The code that was sent, and where.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"mobile": "09120000000", "code": "000000"}))]
pub struct Confirmation {
    /// An Iranian mobile number.
    mobile: Option<String>,
    /// An e-mail address.
    email: Option<String>,
    /// Six digits, Persian or Latin.
    code: String,
}

/// A bearer token, shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct Token {
    token: String,
    expires_at: DateTime<Utc>,
}

/// Exchange a one-time code for a bearer token.
#[utoipa::path(post, path = "/api/v1/sign-in/confirm", tag = "sign-in", request_body = Confirmation, responses((status = 200, body = Token)))]
pub(super) async fn confirm(portal: web::Data<Portal>, caller: Caller, Body(body): Body<Confirmation>) -> Result<HttpResponse, WebError> {
    let address = SignInAddress::parse(body.mobile.as_deref(), body.email.as_deref())?;
    let session = sign_in::confirm(&portal.ctx, &address, &body.code, &caller.visitor, SessionKind::Bearer).await?;
    Ok(done(session.position, &Token { token: session.secret, expires_at: session.expires_at }))
}
