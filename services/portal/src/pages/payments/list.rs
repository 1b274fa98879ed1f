//! The caller's own invoices.

use super::map;
use crate::routes::{Access, Endpoint, get};
use crate::views::payments::{Invoices, InvoicesRow};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::invoices::list_mine;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/invoices", Access::SignedIn, || web::to(list))]
}

async fn list(portal: web::Data<Portal>, caller: Caller) -> Result<HttpResponse, WebError> {
    let today = portal.ctx.today();
    let rows = list_mine(&portal.ctx, &caller.actor).await?.into_iter().map(|invoice| InvoicesRow {
        id: invoice.invoice_id.to_string(),
        total: invoice.total.get(),
        due_on: invoice.due_on,
        status: map::status(&invoice, today),
        number: invoice.number,
    });
    page(&Invoices { page: caller.page(), rows: rows.collect() })
}
