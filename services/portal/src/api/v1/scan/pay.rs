use crate::api::v1::money::Amount;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, created};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::fares::{self, FareInput};
use application::scan::{self, Passenger};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A fare.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"amount": {"rial": 180_000}, "tip": {"rial": 50_000}}))]
pub struct NewFare {
    /// The approved fare or the meter's, within policy's maximum.
    amount: Option<Amount>,
    /// Wholly the driver's.
    tip: Option<Amount>,
    /// For whoever has no account: whose points wait for it; sealed.
    mobile: Option<String>,
    /// `zarinpal` or `zibal`; the first that the city has where left out.
    gateway: Option<String>,
}

/// A fare that can be paid at the gateway.
#[derive(Debug, Serialize, ToSchema)]
pub struct StartedFare {
    payment_id: Uuid,
    /// The gateway's page where the passenger pays.
    redirect_url: String,
}

/// Begin to pay the fare of a ride, with or without an account.
///
/// The licence must be valid now, and it must be known who drives. `Location` leads to the receipt;
/// whoever knows it may read it. The same key gives the same answer.
#[utoipa::path(post, path = "/api/v1/scan/{code}/fares", tag = "scan", params(("code" = String, Path)), request_body = NewFare, responses((status = 201, body = StartedFare, headers(("Location" = String)))))]
pub(super) async fn pay(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    code: web::Path<String>,
    Body(body): Body<NewFare>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let command = key.needed()?.command(&caller, &request, &body);
    let (mobile, gateway) = (body.mobile.as_deref().unwrap_or_default(), body.gateway.as_deref().unwrap_or_default());
    let input = FareInput::parse(ctx, body.amount.map(Amount::rial), body.tip.map(Amount::rial), mobile, gateway)?;
    scan::admit(ctx, &caller.visitor, Passenger::Pays)?;
    let started = fares::pay(ctx, &caller.actor, &code, input, &command).await?;
    let location = format!("/api/v1/fares/{}", started.receipt);
    Ok(created(&location, started.position, &StartedFare { payment_id: started.payment_id, redirect_url: started.redirect_url }))
}
