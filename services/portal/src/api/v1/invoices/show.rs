use crate::api::v1::money::{Invoice, Payment};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::invoices;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// An invoice with what was tried to pay it.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvoiceRecord {
    #[serde(flatten)]
    invoice: Invoice,
    /// The newest first.
    payments: Vec<Payment>,
    /// Through which gateways it can be paid.
    gateways: Vec<&'static str>,
}

/// An invoice of the caller's; finance and auditors see everybody's, and their look is recorded.
#[utoipa::path(get, path = "/api/v1/invoices/{id}", tag = "payments", params(("id" = Uuid, Path)), responses((status = 200, body = InvoiceRecord)))]
pub(super) async fn show(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams, id: web::Path<Uuid>) -> Result<HttpResponse, WebError> {
    let view = invoices::view(&portal.ctx, &caller.actor, *id).await?;
    Ok(json(&InvoiceRecord {
        invoice: Invoice::from(&view.invoice),
        payments: view.payments.iter().map(Payment::from).collect(),
        gateways: portal.ctx.gateways.iter().map(|gateway| gateway.name().as_str()).collect(),
    }))
}
