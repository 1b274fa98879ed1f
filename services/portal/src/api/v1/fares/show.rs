use crate::api::v1::money::{Money, Payment};
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::fares::receipt;
use domain::kernel::Rial;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A fare as whoever holds its link sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Fare {
    #[serde(flatten)]
    payment: Payment,
    vehicle_id: Uuid,
    /// Without the tip.
    fare: Money,
    tip: Money,
}

/// A fare and how far its payment is, for whoever knows this address.
#[utoipa::path(get, path = "/api/v1/fares/{receipt}", tag = "scan", params(("receipt" = String, Path, description = "From the `Location` of the answer to the fare")), responses((status = 200, body = Fare)))]
pub(super) async fn show(portal: web::Data<Portal>, _: Waited, _: NoParams, link: web::Path<String>) -> Result<HttpResponse, WebError> {
    let shown = receipt(&portal.ctx, &link).await?;
    Ok(json(&Fare {
        vehicle_id: shown.fare.vehicle_id,
        fare: Rial::new(shown.fare.fare()).unwrap_or_default().into(),
        tip: shown.fare.tip.into(),
        payment: Payment::of_fare(&shown),
    }))
}
