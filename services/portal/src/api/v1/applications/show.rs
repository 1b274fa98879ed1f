use super::shape::Application;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications::{self, READERS};
use application::Failure;
use uuid::Uuid;

/// An application: whole for its owner, for staff with the national id masked and the look recorded.
#[utoipa::path(get, path = "/api/v1/applications/{id}", tag = "applications", params(("id" = Uuid, Path)), responses((status = 200, body = Application)))]
pub(super) async fn show(portal: web::Data<Portal>, caller: Caller, _: Waited, id: web::Path<Uuid>, _: NoParams) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    match applications::own(ctx, &caller.actor, *id).await {
        Ok(own) => Ok(json(&Application::for_owner(&own))),
        Err(Failure::NotFound) if caller.actor.has(READERS) => {
            let case = applications::case(ctx, &caller.actor, *id).await?;
            Ok(json(&Application::for_staff(&case.application)))
        }
        Err(failure) => Err(failure.into()),
    }
}
