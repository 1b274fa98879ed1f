//! Where gateways send people back to. Its parameters are the gateways' own, so none is refused.

use crate::routes::{Access, Endpoint, get};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::see_other;
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::Failure;
use application::payments::{CameBack, Returned, callback};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/payments/return", Access::Anyone, || web::to(come_back))]
}

async fn come_back(portal: web::Data<Portal>, caller: Caller, request: HttpRequest) -> Result<HttpResponse, WebError> {
    let query = web::Query::<Vec<(String, String)>>::from_query(request.query_string()).map_err(|_| Failure::NotFound)?;
    let returned = Returned::parse(|name| query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()))?;
    let CameBack { payment_id, receipt } = callback(&portal.ctx, &returned).await?;
    let target = receipt.map_or_else(|| format!("/payments/{payment_id}"), |receipt| format!("/fares/{receipt}"));
    Ok(see_other(&caller.page().url(&target)))
}
