//! An invoice, and setting out to pay it.

use super::{IdPath, map};
use crate::pages::faults::{refused, same_name};
use crate::routes::{Access, Endpoint, get, post};
use crate::views::FieldErrors;
use crate::views::payments::{Invoice, PayForm, PaymentLine};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf, command_key, new_key};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use application::invoices::view as look;
use application::payments::{StartInput, StartedPayment, start};
use application::{Context, Failure};
use projections::invoices::InvoiceState;
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/invoices/{id}", Access::SignedIn, || web::to(show)),
        post("/{lang}/invoices/{id}/payments", Access::SignedIn, || web::to(pay)),
    ]
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>) -> Result<HttpResponse, WebError> {
    page(&view(&portal.ctx, &caller, path.id).await?)
}

async fn view(ctx: &Context, caller: &Caller, invoice_id: Uuid) -> Result<Invoice, WebError> {
    let shown = look(ctx, &caller.actor, invoice_id).await?;
    let locale = caller.locale;
    let invoice = &shown.invoice;
    let payable = shown.is_own && invoice.state == InvoiceState::Issued;
    let in_doubt = shown.in_doubt().map(|payment| payment.payment_id.to_string());
    let gateways = map::gateways(ctx, locale);
    let form = (payable && in_doubt.is_none() && !gateways.is_empty()).then(|| PayForm {
        key: new_key(),
        gateway: gateways.first().map(|first| first.value.clone()).unwrap_or_default(),
        gateways,
    });
    Ok(Invoice {
        page: caller.page(),
        errors: FieldErrors::none(),
        id: invoice_id.to_string(),
        number: invoice.number.clone(),
        status: map::status(invoice, ctx.today()),
        lines: map::lines(&shown, locale),
        total: invoice.total.get(),
        tariff: invoice.tariff_version.clone(),
        issued_at: invoice.issued_at,
        due_on: invoice.due_on,
        closed_at: invoice.closed_at,
        bill: invoice.bill_id.clone().zip(invoice.payment_ref.clone()),
        receipt: invoice.payment_id.map(|id| id.to_string()),
        in_doubt,
        form,
        payments: shown
            .payments
            .iter()
            .map(|payment| PaymentLine {
                id: payment.payment_id.to_string(),
                at: payment.created_at,
                gateway: map::gateway(locale, payment.gateway),
                outcome: map::outcome(payment.state),
            })
            .collect(),
    })
}

async fn pay(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_csrf(&caller, typed.text("csrf"))?;
    let ctx = &portal.ctx;
    let (status, errors) = match begin(ctx, &caller, path.id, &typed).await {
        Ok(started) => {
            ctx.shown(started.position).await?;
            return Ok(see_other(&caller.page().url(&format!("/payments/{}/gateway", started.payment_id))));
        }
        Err(Failure::Unavailable(what)) => {
            tracing::warn!(what, "a payment could not be begun");
            let mut errors = FieldErrors::none();
            errors.push("", i18n::text(caller.locale, "invoice-gateway-silent"));
            (StatusCode::SERVICE_UNAVAILABLE, errors)
        }
        Err(failure) => {
            let refused = refused(failure, caller.locale, "invoice", same_name)?;
            (refused.status, refused.errors)
        }
    };
    let mut view = view(ctx, &caller, path.id).await?;
    view.page.path = format!("/invoices/{}", path.id);
    view.errors = errors;
    page_with(status, &view)
}

async fn begin(ctx: &Context, caller: &Caller, invoice_id: Uuid, typed: &Fields) -> Result<StartedPayment, Failure> {
    let input = StartInput::parse(ctx, typed.text("gateway"))?;
    let key = command_key(caller, &format!("POST /invoices/{invoice_id}/payments"), typed.text("key"), typed.request());
    start(ctx, &caller.actor, invoice_id, input, &key).await
}
