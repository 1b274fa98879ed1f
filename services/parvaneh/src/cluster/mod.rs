//! The private PostgreSQL cluster in the data folder, so that a newcomer needs
//! no database server.
//!
//! The server is started by the first process that needs it and stopped by the
//! last one that closes it. Every process holds a shared lock on
//! `cluster.users` meanwhile; starting and stopping happen under an exclusive
//! lock on `cluster.lock`. Both locks go with their process, so a kill -9
//! leaves at worst a running server, which the next process joins.
//!
//! Linux only: whether a process id is a server of ours is read from `/proc`.

mod account;
mod database;
mod error;
mod initdb;
mod layout;
mod lock;
mod postmaster;
mod processes;
mod programs;
mod settings;
mod socket;
mod watch;

use std::fs::File;
use std::path::{Path, PathBuf};

use account::Account;
use layout::Layout;
use postmaster::Postmaster;
use programs::Programs;

pub use error::ClusterError;
pub(crate) use programs::{folders as program_folders, version_of as program_version};
pub use settings::{Durability, Settings};
pub use watch::Watch;

/// The database that the service uses.
const DATABASE: &str = "parvaneh";

/// A running cluster that this process uses.
///
/// Dropping it releases the lock and leaves the server running; [`close`]
/// stops the server where nobody else uses it.
///
/// [`close`]: Cluster::close
#[derive(Debug)]
pub struct Cluster {
    layout: Layout,
    account: Account,
    programs: Programs,
    socket: PathBuf,
    url: String,
    users: File,
    joined: bool,
}

impl Cluster {
    /// Opens the cluster in a data folder: makes it at first use, starts its
    /// server or joins the running one, makes the database `parvaneh`.
    ///
    /// # Errors
    /// Each says its remedy; see [`ClusterError`].
    pub async fn open(data: &Path) -> Result<Self, ClusterError> {
        Self::open_with(data, Settings::default()).await
    }

    /// Like [`Cluster::open`], with settings for a server that isn't up yet.
    ///
    /// # Errors
    /// As [`Cluster::open`].
    pub async fn open_with(data: &Path, settings: Settings) -> Result<Self, ClusterError> {
        let data = data.to_owned();
        let (cluster, start_lock) = blocking(move || Self::start(&data, &settings)).await?;
        let ready = database::ensure(&cluster.url_of("postgres"), &cluster.url, DATABASE).await;
        drop(start_lock);
        match ready {
            Ok(()) => Ok(cluster),
            Err(source) => {
                let log = cluster.layout.log();
                // The first error is the one to report.
                let _ = cluster.close().await;
                Err(ClusterError::Connect { log, source })
            }
        }
    }

    /// The address of the database `parvaneh`, for psql as for sqlx. It holds
    /// no secret: who may enter the socket's folder may connect.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The address of another database of this cluster, its name made of ASCII
    /// letters, digits and underscores.
    pub fn url_of(&self, database: &str) -> String {
        url(&self.socket, database)
    }

    /// Whether the server was up already when this process came: others may be
    /// using it who hold no lock, such as psql.
    pub fn was_running(&self) -> bool {
        self.joined
    }

    /// Gives the cluster up, and stops the server unless another process uses
    /// it. Connections still open are ended.
    ///
    /// # Errors
    /// When the server doesn't stop in time.
    pub async fn close(self) -> Result<(), ClusterError> {
        blocking(move || self.stop_as_last()).await
    }

    /// Gives the cluster up, and leaves the server running for whoever uses
    /// the address without us, such as psql.
    pub fn leave_running(self) {
        drop(self);
    }

    /// Stops a server that was left running, unless a process uses it; tells
    /// whether it is down now.
    ///
    /// # Errors
    /// As [`Cluster::close`].
    pub async fn stop_unused(data: &Path) -> Result<bool, ClusterError> {
        let data = data.to_owned();
        blocking(move || {
            if !data.join("postgres").exists() {
                return Ok(true);
            }
            let layout = Layout::prepare(&data)?;
            let _start_lock = lock::exclusive(&layout.start_lock())?;
            let users = lock::open(&layout.users_lock())?;
            if !lock::release_as_last(&users, &layout.users_lock())? {
                return Ok(false);
            }
            let account = Account::choose(&layout)?;
            let programs = Programs::for_cluster(&layout.cluster())?;
            stop(&layout, &account, &programs)?;
            Ok(true)
        })
        .await
    }

    fn start(data: &Path, settings: &Settings) -> Result<(Self, File), ClusterError> {
        let layout = Layout::prepare(data)?;
        let start_lock = lock::exclusive(&layout.start_lock())?;
        let users = lock::shared(&layout.users_lock())?;
        let account = Account::choose(&layout)?;
        let programs = Programs::for_cluster(&layout.cluster())?;
        initdb::ensure(&layout, &account, &programs, settings)?;
        let running = Self::join(&layout, &account, &programs)?;
        let joined = running.is_some();
        let socket = match running {
            Some(socket) => socket,
            None => {
                let socket = socket::prepare(&layout, &account)?;
                settings.write(&layout, &account, &socket)?;
                tracing::info!(folder = %layout.cluster().display(), "starting the database");
                Postmaster::start(&layout, &account, &programs, &socket)?;
                socket
            }
        };
        let cluster = Self {
            url: url(&socket, DATABASE),
            layout,
            account,
            programs,
            socket,
            users,
            joined,
        };
        Ok((cluster, start_lock))
    }

    /// The socket's folder of a server that is up. One whose socket was swept
    /// away is stopped: nobody can connect to it any more.
    fn join(
        layout: &Layout,
        account: &Account,
        programs: &Programs,
    ) -> Result<Option<PathBuf>, ClusterError> {
        let Some(running) = Postmaster::settle(layout)? else {
            return Ok(None);
        };
        match &running.socket {
            Some(folder) if socket::file(folder).exists() => Ok(Some(folder.clone())),
            _ => {
                tracing::warn!("the database's socket is gone; starting the server again");
                running.stop(layout, account, programs)?;
                Ok(None)
            }
        }
    }

    fn stop_as_last(self) -> Result<(), ClusterError> {
        let _start_lock = lock::exclusive(&self.layout.start_lock())?;
        if !lock::release_as_last(&self.users, &self.layout.users_lock())? {
            return Ok(());
        }
        stop(&self.layout, &self.account, &self.programs)
    }
}

/// Stops the server if it is up. The caller holds the start lock and has found
/// no other user.
fn stop(layout: &Layout, account: &Account, programs: &Programs) -> Result<(), ClusterError> {
    let Some(running) = Postmaster::settle(layout)? else {
        return Ok(());
    };
    tracing::info!("stopping the database");
    running.stop(layout, account, programs)?;
    if let Some(folder) = &running.socket {
        socket::clean(layout, folder);
    }
    Ok(())
}

/// The socket's folder has no character that would need escaping
/// (`socket::prepare` sees to it), so libpq and sqlx read the same.
fn url(socket: &Path, database: &str) -> String {
    format!(
        "postgresql:///{database}?host={}&port={}&user={}&sslmode=disable",
        socket.display(),
        socket::PORT,
        initdb::SUPERUSER,
    )
}

/// Runs what blocks on a thread that may.
async fn blocking<T, F>(work: F) -> Result<T, ClusterError>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, ClusterError> + Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The runtime is going down; nobody is left to read this.
            Err(error) => Err(ClusterError::File {
                action: "interrupted in",
                path: PathBuf::from("the database cluster"),
                source: std::io::Error::other(error),
            }),
        },
    }
}
