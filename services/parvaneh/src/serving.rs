//! The long-running parts: read models and reactors that follow the log, the scheduler, whoever sends
//! notices and asks after payments, and how they end.

use crate::fault::Fault;
use crate::metrics;
use crate::settings::Settings;
use application::Context;
use application::notices::Sender;
use application::payments::Recovery;
use application::ports::SentMessages;
use application::reactors::Reactors;
use application::scheduler::Scheduler;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// SIGINT or SIGTERM, once and for all who wait.
#[derive(Clone)]
pub struct Shutdown(watch::Receiver<bool>);

impl Shutdown {
    /// Begins to listen for the two signals.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn listen() -> Result<Self, Fault> {
        let fail = |error| Fault::Environment(format!("signals cannot be received: {error}"));
        let mut terminate = signal(SignalKind::terminate()).map_err(fail)?;
        let mut interrupt = signal(SignalKind::interrupt()).map_err(fail)?;
        let (tell, told) = watch::channel(false);
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            tracing::info!("stopping");
            tell.send_replace(true);
            // Kept, so that who begins to wait later learns of it too.
            tell.closed().await;
        });
        Ok(Self(told))
    }

    /// Ends when the process is asked to stop.
    pub async fn asked(mut self) {
        // An error would say that the listening task is gone, and with it the runtime.
        let _ = self.0.wait_for(|stop| *stop).await;
    }
}

/// Read models, reactors, scheduler, the sender of notices and the recovery of payments at work.
pub struct Following {
    ctx: Context,
    reactors: Reactors,
    scheduler: Scheduler,
    sender: Sender,
    recovery: Recovery,
    tasks: [JoinSet<()>; 5],
}

impl Following {
    /// Follows the log and the clock from here on.
    pub fn start(ctx: &Context) -> Self {
        let reactors = Reactors::new(ctx.clone());
        let scheduler = Scheduler::new(ctx.clone());
        let sender = Sender::new(ctx.clone());
        let recovery = Recovery::new(ctx.clone());
        let tasks = [ctx.projections.follow(&ctx.store), reactors.follow(), scheduler.follow(), sender.follow(), recovery.follow()];
        Self { ctx: ctx.clone(), reactors, scheduler, sender, recovery, tasks }
    }

    /// Stops following and gives every lead up, so that the next process need not wait.
    pub async fn stop(mut self) {
        for tasks in &mut self.tasks {
            tasks.shutdown().await;
        }
        self.recovery.step_down().await;
        self.sender.step_down().await;
        self.scheduler.step_down().await;
        self.reactors.step_down().await;
        self.ctx.projections.step_down().await;
    }
}

/// Listens on an address, before anything else is done.
///
/// # Errors
/// Where it is taken, or none of this machine's.
pub fn bind(flag: &str, listen: SocketAddr) -> Result<TcpListener, Fault> {
    TcpListener::bind(listen)
        .map_err(|error| Fault::Environment(format!("cannot listen on {listen}: {error}; choose another address with {flag}")))
}

/// Where figures are given, if anywhere.
pub struct Watched(Option<TcpListener>);

impl Watched {
    /// Listens where the settings say.
    ///
    /// # Errors
    /// As [`bind`].
    pub fn bind(settings: &Settings) -> Result<Self, Fault> {
        Ok(Self(settings.metrics.map(|address| bind("--metrics", address)).transpose()?))
    }

    /// Gives figures until the process is asked to stop.
    pub fn serve(self, ctx: &Context, shutdown: &Shutdown) -> Watching {
        let Some(listener) = self.0 else { return Watching(None) };
        let (ctx, asked) = (ctx.clone(), shutdown.clone().asked());
        let figures: portal::Figures = Arc::new(move || Box::pin(metrics::gather(ctx.clone())));
        Watching(Some(tokio::spawn(async move {
            if let Err(error) = portal::serve_metrics(listener, figures, asked).await {
                tracing::error!(%error, "figures are given no longer");
            }
        })))
    }
}

/// Figures being given.
pub struct Watching(Option<JoinHandle<()>>);

impl Watching {
    /// Gives no more.
    pub fn end(self) {
        if let Some(task) = self.0 {
            task.abort();
        }
    }
}

/// What the pages work with, by the settings.
pub fn options(ctx: &Context, settings: &Settings, mailbox: Option<Arc<dyn SentMessages>>) -> portal::Options {
    portal::Options {
        ctx: ctx.clone(),
        mailbox,
        secure_cookies: settings.public_url.starts_with("https://"),
        behind_proxy: settings.behind_proxy,
    }
}

/// Serves the pages until the end.
///
/// # Errors
/// Where the listener is good no longer.
pub async fn pages(options: portal::Options, listener: TcpListener, end: impl Future<Output = ()> + Send + 'static) -> Result<(), Fault> {
    let served = portal::serve(listener, options, end).await;
    served.map_err(|error| Fault::Environment(format!("the pages cannot be served: {error}")))
}
