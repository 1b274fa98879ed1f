use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, created};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::payments::{self, StartInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// How an invoice is to be paid.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct NewPayment {
    /// `zarinpal` or `zibal`; the first that the city has where left out.
    gateway: Option<String>,
}

/// A payment that can be made at the gateway.
#[derive(Debug, Serialize, ToSchema)]
pub struct StartedPayment {
    payment_id: Uuid,
    /// The gateway's page where the payer pays.
    redirect_url: String,
}

/// Begin to pay an invoice.
///
/// The same key gives the same answer, whatever became of the payment since.
#[utoipa::path(post, path = "/api/v1/invoices/{id}/payments", tag = "payments", params(("id" = Uuid, Path)), request_body = NewPayment, responses((status = 201, body = StartedPayment)))]
pub(super) async fn pay(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    Body(body): Body<NewPayment>,
) -> Result<HttpResponse, WebError> {
    let command = key.needed()?.command(&caller, &request, &body);
    let input = StartInput::parse(&portal.ctx, body.gateway.as_deref().unwrap_or_default())?;
    let started = payments::start(&portal.ctx, &caller.actor, *id, input, &command).await?;
    let location = format!("/api/v1/payments/{}", started.payment_id);
    Ok(created(&location, started.position, &StartedPayment { payment_id: started.payment_id, redirect_url: started.redirect_url }))
}
