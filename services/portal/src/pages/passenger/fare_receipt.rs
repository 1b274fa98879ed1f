//! The fare that was paid, for whoever holds its link: on the way to the gateway, the receipt, thanks.

use super::fare::PURPOSE;
use super::looked::ridden;
use crate::pages::payments::{gateway, outcome};
use crate::routes::{Access, Endpoint, get, post};
use crate::views::fares::{FareAgain, FareReceipt};
use crate::views::payments::ToGateway;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf};
use crate::web::reply::{page, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Failure;
use application::fares::{ask, receipt};
use application::scan::FormToken;
use serde::Deserialize;

/// The link in an address.
#[derive(Debug, Deserialize)]
struct ReceiptPath {
    receipt: String,
}

/// Their addresses.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/fares/{receipt}", Access::Anyone, || web::to(show)),
        get("/{lang}/fares/{receipt}/gateway", Access::Anyone, || web::to(to_gateway)),
        post("/{lang}/fares/{receipt}/inquiry", Access::Anyone, || web::to(inquire)),
    ]
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<ReceiptPath>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let shown = receipt(ctx, &path.receipt).await?;
    let outcome = outcome(shown.payment.state);
    let again = shown.code.as_ref().filter(|_| outcome.invites_again()).map(|code| FareAgain {
        key: FormToken::issue(ctx, PURPOSE, code),
        amount: shown.fare.fare(),
        tip: shown.fare.tip.get(),
        gateway: shown.payment.gateway.as_str().to_owned(),
    });
    page(&FareReceipt {
        page: caller.page(),
        receipt: path.receipt.clone(),
        outcome,
        vehicle: shown.vehicle.as_ref().map(|vehicle| ridden(vehicle, &caller)),
        code: shown.code,
        fare: shown.fare.fare(),
        tip: shown.fare.tip.get(),
        total: shown.payment.amount.get(),
        gateway: gateway(caller.locale, shown.payment.gateway),
        reference: shown.payment.reference,
        card: shown.card_masked,
        at: shown.payment.news_at,
        again,
        at_gateway: shown.pay_url.is_some(),
    })
}

/// A page of its own before the gateway's, as for invoices.
async fn to_gateway(portal: web::Data<Portal>, caller: Caller, path: web::Path<ReceiptPath>) -> Result<HttpResponse, WebError> {
    let shown = receipt(&portal.ctx, &path.receipt).await?;
    match shown.pay_url {
        Some(pay_url) => page(&ToGateway {
            page: caller.page(),
            gateway: gateway(caller.locale, shown.payment.gateway),
            amount: shown.payment.amount.get(),
            pay_url,
        }),
        None => Ok(see_other(&caller.page().url(&format!("/fares/{}", path.receipt)))),
    }
}

/// Asks the gateway again. What it does not tell now, the page goes on waiting for.
async fn inquire(portal: web::Data<Portal>, caller: Caller, path: web::Path<ReceiptPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_csrf(&caller, typed.text("csrf"))?;
    match ask(&portal.ctx, &path.receipt).await {
        Ok(()) | Err(Failure::Unavailable(_)) => Ok(see_other(&caller.page().url(&format!("/fares/{}", path.receipt)))),
        Err(other) => Err(other.into()),
    }
}
