//! One payment: on the way to the gateway, and what became of it.

use super::{IdPath, map};
use crate::routes::{Access, Endpoint, get, post};
use crate::views::payments::{PayForm, Payment, ToGateway};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf, new_key};
use crate::web::reply::{page, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::Failure;
use application::payments::{PaymentView, resolve, view as look};
use projections::invoices::InvoiceState;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/payments/{id}", Access::SignedIn, || web::to(show)),
        get("/{lang}/payments/{id}/gateway", Access::SignedIn, || web::to(to_gateway)),
        post("/{lang}/payments/{id}/inquiry", Access::SignedIn, || web::to(ask)),
    ]
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>) -> Result<HttpResponse, WebError> {
    let PaymentView { payment, card_masked, invoice, pay_url } = look(&portal.ctx, &caller.actor, path.id).await?;
    let outcome = map::outcome(payment.state);
    let owed = invoice.as_ref().is_some_and(|invoice| invoice.state == InvoiceState::Issued && caller.actor.account_id() == Some(invoice.account_id));
    let again = (owed && outcome.invites_again()).then(|| PayForm { key: new_key(), gateway: payment.gateway.as_str().to_owned(), gateways: Vec::new() });
    page(&Payment {
        page: caller.page(),
        id: path.id.to_string(),
        outcome,
        amount: payment.amount.get(),
        gateway: map::gateway(caller.locale, payment.gateway),
        reference: payment.reference,
        card: card_masked,
        begun_at: payment.created_at,
        news_at: payment.news_at,
        invoice_number: invoice.as_ref().map(|invoice| invoice.number.clone()),
        again,
        invoice_id: payment.invoice_id.map(|id| id.to_string()),
        at_gateway: pay_url.is_some(),
    })
}

/// A page of its own before the gateway's: a redirect of the form would be held against our content
/// security policy, and against that of every bank behind the gateway.
async fn to_gateway(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>) -> Result<HttpResponse, WebError> {
    let shown = look(&portal.ctx, &caller.actor, path.id).await?;
    match shown.pay_url {
        Some(pay_url) => page(&ToGateway {
            page: caller.page(),
            gateway: map::gateway(caller.locale, shown.payment.gateway),
            amount: shown.payment.amount.get(),
            pay_url,
        }),
        None => Ok(see_other(&caller.page().url(&format!("/payments/{}", path.id)))),
    }
}

/// Asks the gateway again. What it does not tell now, the page goes on waiting for.
async fn ask(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_csrf(&caller, typed.text("csrf"))?;
    match resolve(&portal.ctx, &caller.actor, path.id).await {
        Ok(()) | Err(Failure::Unavailable(_)) => Ok(see_other(&caller.page().url(&format!("/payments/{}", path.id)))),
        Err(other) => Err(other.into()),
    }
}
