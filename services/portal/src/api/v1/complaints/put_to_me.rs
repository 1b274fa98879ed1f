use super::shape::DriverComplaint;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::complaints;
use serde::Serialize;
use utoipa::ToSchema;

/// What one was asked about as a driver, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct DriverComplaints {
    items: Vec<DriverComplaint>,
}

/// Complaints that were put to oneself as the driver.
#[utoipa::path(get, path = "/api/v1/me/complaints", tag = "complaints", responses((status = 200, body = DriverComplaints)))]
pub(super) async fn put_to_me(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams) -> Result<HttpResponse, WebError> {
    let put = complaints::put_to_me(&portal.ctx, &caller.actor).await?;
    Ok(json(&DriverComplaints { items: put.into_iter().map(DriverComplaint::from).collect() }))
}
