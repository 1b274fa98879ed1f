use crate::api::v1::shape::{Licence, State, Vehicle};
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::register::{PublishedRatings, show as find};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A licence as anyone may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicRecord {
    #[serde(flatten)]
    licence: Licence,
    vehicle: Vehicle,
    /// Every state that it was in, the newest first.
    states: Vec<State>,
    /// The car's ratings, once there are enough to publish.
    ratings: Option<Ratings>,
}

/// Ratings as they are published.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ratings {
    /// The mean in tenths of a star, rounded to halves of a star.
    tenths: i32,
    /// How many there are at least.
    at_least: i32,
}

impl From<PublishedRatings> for Ratings {
    fn from(published: PublishedRatings) -> Self {
        Self { tenths: published.tenths, at_least: published.at_least }
    }
}

/// A licence of the register, with the history of its states.
#[utoipa::path(get, path = "/api/v1/register/{licence_id}", tag = "register", params(("licence_id" = Uuid, Path)), responses((status = 200, body = PublicRecord)))]
pub(super) async fn show(portal: web::Data<Portal>, _: Waited, _: NoParams, id: web::Path<Uuid>) -> Result<HttpResponse, WebError> {
    let shown = find(&portal.ctx, *id).await?;
    Ok(json(&PublicRecord {
        licence: Licence::new(&shown.licence, shown.standing),
        vehicle: Vehicle::for_anyone(&shown.vehicle),
        states: State::all(&shown.states),
        ratings: shown.ratings.map(Into::into),
    }))
}
