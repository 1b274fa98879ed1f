//! The same work as a handler over the stock library, and a page that says hello.

use super::{Server, listen};
use crate::bench::append::rating;
use crate::bench::peers::{Stock, metadata};
use crate::fault::Fault;
use actix_web::{App, HttpResponse, HttpServer, web};
use domain::feedback::rating::{Rating, RatingCommand};
use postgres_es::PostgresCqrs;
use serde::Deserialize;
use std::sync::Arc;
use tokio::sync::oneshot;
use uuid::Uuid;

#[derive(Deserialize)]
struct NewRating {
    stars: u8,
    tags: Vec<String>,
}

async fn rate(framework: web::Data<Arc<PostgresCqrs<Rating>>>, body: web::Json<NewRating>) -> HttpResponse {
    let NewRating { stars, tags } = body.into_inner();
    let RatingCommand::Rate(asked) = rating();
    let command = RatingCommand::Rate(domain::feedback::rating::RateRide { stars, tags, ..asked });
    match framework.execute_with_metadata(&Uuid::now_v7().to_string(), command, metadata("RateRide")).await {
        Ok(()) => HttpResponse::Created().finish(),
        Err(error) => HttpResponse::InternalServerError().body(error.to_string()),
    }
}

async fn hello() -> &'static str {
    "hello"
}

/// Serves both.
pub fn serve(stock: &Stock) -> Result<Server, Fault> {
    let (listener, at) = listen()?;
    let framework = web::Data::new(stock.framework::<Rating>());
    let (end, ended) = oneshot::channel::<()>();
    let server = HttpServer::new(move || {
        App::new().app_data(framework.clone()).route("/ratings", web::post().to(rate)).route("/hello", web::get().to(hello))
    })
    .disable_signals()
    .listen(listener)
    .map_err(|error| Fault::Environment(error.to_string()))?
    .run();
    let handle = server.handle();
    tokio::spawn(server);
    tokio::spawn(async move {
        ended.await.unwrap_or_default();
        handle.stop(false).await;
    });
    Ok(Server { at, _end: end })
}
