use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::{Actor, Failure, sign_in};

/// End the session: its token is good no longer.
#[utoipa::path(post, path = "/api/v1/sign-out", tag = "sign-in", responses((status = 204, description = "Signed out")))]
pub(super) async fn sign_out(portal: web::Data<Portal>, caller: Caller, _: NoParams) -> Result<HttpResponse, WebError> {
    if caller.actor == Actor::Public {
        return Err(Failure::SignInNeeded.into());
    }
    sign_in::sign_out(&portal.ctx, &caller.actor).await?;
    Ok(HttpResponse::NoContent().finish())
}
