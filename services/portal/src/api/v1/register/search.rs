use crate::web::failure::WebError;
use crate::web::input::{Params, page_size};
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::register::{SearchInput, search as find};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// What is looked for; everything may be left out.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Query {
    /// Words, or a plate as people write it.
    #[param(required = false)]
    search: String,
    /// What the licence is worth: `valid`, `not_yet_valid`, `suspended`, `expired`, `surrendered`,
    /// `revoked` or `terminated`.
    #[param(required = false)]
    status: String,
    /// The permit kind's code.
    #[param(required = false)]
    permit_kind: String,
    /// The agency, whole.
    #[param(required = false)]
    agency: String,
    /// An ISO day: the register as it stood at its end.
    #[param(required = false)]
    on: String,
    /// `next` of the page before.
    #[param(required = false)]
    cursor: String,
    /// How many, 1 to 100; 25 where left out.
    #[param(required = false, value_type = i64)]
    limit: String,
}

/// A page of the register.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RegisterPage)]
pub struct Page {
    items: Vec<Item>,
    total: i64,
    /// The day that was asked for, or today.
    on: NaiveDate,
    on_jalali: String,
    /// The cursor of the next page.
    next: Option<String>,
}

/// A licence of the register.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RegisterItem)]
pub struct Item {
    licence_id: Uuid,
    vehicle_id: Uuid,
    number: String,
    permit_kind: String,
    status: &'static str,
    source_status: Option<String>,
    plate: Option<String>,
    make: Option<String>,
    model: Option<String>,
    year: Option<i32>,
    colour: Option<String>,
    company: Option<String>,
    agency: Option<String>,
    expires_on: Option<NaiveDate>,
    expires_on_jalali: Option<String>,
}

/// Search the public register.
#[utoipa::path(get, path = "/api/v1/register", tag = "register", params(Query), responses((status = 200, body = Page)))]
pub(super) async fn search(portal: web::Data<Portal>, _: Waited, Params(q): Params<Query>) -> Result<HttpResponse, WebError> {
    let limit = page_size(&q.limit);
    let input = SearchInput::parse(&q.search, &q.status, &q.permit_kind, &q.agency, &q.on, &q.cursor, limit)?;
    let page = find(&portal.ctx, &input).await?;
    let items = page.found.into_iter().map(|found| Item {
        licence_id: found.licence.licence_id,
        vehicle_id: found.vehicle.vehicle_id,
        number: found.licence.number,
        permit_kind: found.licence.permit_kind,
        status: found.standing.code(),
        source_status: found.licence.source_status,
        plate: found.vehicle.plate.map(|plate| plate.to_string()),
        make: found.vehicle.make,
        model: found.vehicle.model,
        year: found.vehicle.year,
        colour: found.vehicle.colour,
        company: found.vehicle.company,
        agency: found.vehicle.agency,
        expires_on: found.licence.expires_on,
        expires_on_jalali: found.licence.expires_on.map(i18n::jalali_iso),
    });
    Ok(json(&Page { items: items.collect(), total: page.total, on: page.on, on_jalali: i18n::jalali_iso(page.on), next: page.next }))
}
