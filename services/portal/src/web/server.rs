//! The server.

use super::{failure, headers};
use crate::routes;
use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};
use super::scan_pages::{ScanPages, scan_pages};
use application::Context;
use application::ports::SentMessages;
use std::future::Future;
use std::net::TcpListener;
use std::sync::Arc;

/// What the portal works with.
#[derive(Clone)]
pub struct Options {
    /// The city at work.
    pub ctx: Context,
    /// The demo's mailbox; none outside the demo.
    pub mailbox: Option<Arc<dyn SentMessages>>,
    /// Whether cookies are for TLS only.
    pub secure_cookies: bool,
    /// Whether every call comes through a reverse proxy that adds the caller's address.
    pub behind_proxy: bool,
}

/// What handlers reach.
pub struct Portal {
    /// The city at work.
    pub ctx: Context,
    /// The demo's mailbox.
    pub mailbox: Option<Arc<dyn SentMessages>>,
    /// Whether cookies are for TLS only.
    pub secure_cookies: bool,
    /// Whether every call comes through a reverse proxy that adds the caller's address.
    pub behind_proxy: bool,
    /// Pages of codes as strangers see them.
    pub scan_pages: ScanPages,
}

/// The largest body that is read, in bytes.
const BODY_LIMIT: usize = 64 * 1024;

/// Serves on an address that is listened on already, until `shutdown` is over; requests under way
/// are finished then.
///
/// # Errors
/// Where the listener is good no longer.
pub async fn serve(
    listener: TcpListener,
    options: Options,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let portal = web::Data::new(Portal {
        ctx: options.ctx,
        mailbox: options.mailbox,
        secure_cookies: options.secure_cookies,
        behind_proxy: options.behind_proxy,
        scan_pages: scan_pages(),
    });
    let server = HttpServer::new(move || {
        App::new()
            .app_data(portal.clone())
            .app_data(web::PayloadConfig::new(BODY_LIMIT))
            .app_data(failure::json_config().limit(BODY_LIMIT))
            .app_data(failure::form_config().limit(BODY_LIMIT))
            .app_data(failure::query_config())
            .app_data(failure::path_config())
            // The last wrapped runs first: headers go on every answer, rendered failures included.
            .wrap(from_fn(failure::render))
            .wrap(from_fn(headers::secure))
            .wrap(Compress::default())
            .configure(routes::configure)
            .default_service(web::to(failure::not_found))
    })
    .disable_signals()
    .shutdown_timeout(10)
    .listen(listener)?
    .run();
    until(server, shutdown).await
}

/// Lets a server run until `shutdown` is over, and finish then what is under way.
pub(super) async fn until(server: Server, shutdown: impl Future<Output = ()> + Send + 'static) -> std::io::Result<()> {
    let handle = server.handle();
    tokio::spawn(async move {
        shutdown.await;
        handle.stop(true).await;
    });
    server.await
}
