//! Figures for those who watch the service, on an address of their own: they are not for everyone.

use super::server::until;
use actix_web::http::header;
use actix_web::{App, HttpResponse, HttpServer, web};
use application::Failure;
use std::future::Future;
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::Arc;

/// Figures on their way, in the text format of OpenMetrics.
pub type Rendering = Pin<Box<dyn Future<Output = Result<String, Failure>> + Send>>;

/// Gathers the figures, anew each time.
pub type Figures = Arc<dyn Fn() -> Rendering + Send + Sync>;

const FORMAT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Serves `/metrics`, and nothing else, until `shutdown` is over.
///
/// # Errors
/// Where the listener is good no longer.
pub async fn serve_metrics(listener: TcpListener, figures: Figures, shutdown: impl Future<Output = ()> + Send + 'static) -> std::io::Result<()> {
    let figures = web::Data::new(figures);
    let server = HttpServer::new(move || App::new().app_data(figures.clone()).route("/metrics", web::get().to(metrics)))
        .workers(1)
        .disable_signals()
        .shutdown_timeout(1)
        .listen(listener)?
        .run();
    until(server, shutdown).await
}

async fn metrics(figures: web::Data<Figures>) -> HttpResponse {
    match (figures.as_ref())().await {
        Ok(text) => HttpResponse::Ok().insert_header((header::CONTENT_TYPE, FORMAT)).body(text),
        Err(failure) => {
            tracing::warn!(%failure, "the figures could not be gathered");
            HttpResponse::ServiceUnavailable().finish()
        }
    }
}
