//! A city, opened: database, keys, log, read models and policy, ready for use cases.

use crate::cluster::{Cluster, Watch};
use crate::fault::Fault;
use crate::key_file;
use crate::settings::Settings;
use application::Context;
use application::policy::PolicyBook;
use application::ports::SystemClock;
use event_store::migrate::{Migrated, migrate};
use event_store::{Access, City, EventStore};
use notifier::{Mailbox, Outgoing, SmtpMessenger};
use projections::Projections;
use sqlx::postgres::PgConnection;
use sqlx::{ConnectOptions as _, Connection as _, PgPool};
use std::path::PathBuf;
use std::sync::Arc;

/// Connections of one process, besides one for every read model: a rebuild of all holds so many.
const CONNECTIONS: u32 = 16;
/// Present while the private cluster is to outlive the commands that use it.
const KEEP: &str = "keep-running";

/// The database of a city, migrated.
#[derive(Debug)]
pub struct Database {
    /// Its address.
    pub url: String,
    /// The city.
    pub city: City,
    /// What the migrations ended with.
    pub migrated: Migrated,
    cluster: Option<Cluster>,
    watch: Option<Watch>,
    keep: PathBuf,
}

/// A city at work.
pub struct Running {
    /// What use cases need.
    pub ctx: Context,
    /// Its database.
    pub database: Database,
}

impl Database {
    /// Opens the database, in the private cluster where no other is named, and brings log and ops to
    /// the newest version.
    ///
    /// # Errors
    /// Each says its remedy.
    pub async fn open(settings: &Settings) -> Result<Self, Fault> {
        Self::open_after(settings, async |_: &str| Ok(())).await
    }

    /// The same, with something done to the database, by its address, before the migrations.
    ///
    /// # Errors
    /// Each says its remedy.
    pub async fn open_after(settings: &Settings, before: impl AsyncFnOnce(&str) -> Result<(), Fault>) -> Result<Self, Fault> {
        let cluster = match &settings.database_url {
            Some(_) => None,
            None => Some(Cluster::open(&settings.data).await?),
        };
        let url = match (&settings.database_url, &cluster) {
            (Some(url), _) => url.clone(),
            (None, cluster) => cluster.as_ref().map(|cluster| cluster.url().to_owned()).unwrap_or_default(),
        };
        let keep = settings.data.join(KEEP);
        let migrated = match before(&url).await {
            Ok(()) => migrate(&url, &settings.city).await.map_err(Fault::from),
            Err(fault) => Err(fault),
        };
        match migrated {
            Ok(migrated) => Ok(Self { url, city: settings.city.clone(), migrated, cluster, watch: None, keep }),
            Err(fault) => {
                close(cluster, &keep).await;
                Err(fault)
            }
        }
    }

    /// A pool with the application's rights.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn pool(&self) -> Result<PgPool, Fault> {
        let rebuilding = projections::models::all().len() as u32;
        Ok(self.city.pool(&self.url, Access::Application, CONNECTIONS + rebuilding).await?)
    }

    /// A connection of the application's on which the read schema comes first, and alone.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn read_connection(&self) -> Result<PgConnection, Fault> {
        let options = self.city.options(&self.url, Access::Application, &[self.city.read_schema()]).await?;
        Ok(options.connect().await?)
    }

    /// Makes the read models' tables and rebuilds those of another version.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn read_models(&self, pool: &PgPool) -> Result<Projections, Fault> {
        let projections = Projections::new(pool.clone(), projections::models::all());
        let mut db = self.read_connection().await?;
        projections.prepare(&mut db).await?;
        db.close().await?;
        Ok(projections)
    }

    /// Starts the private server again whenever it is gone, until this process stops it. Another's
    /// server is not ours to start.
    pub fn keep_up(&mut self) {
        self.watch = self.cluster.as_ref().map(Cluster::watch);
    }

    /// Gives the database up. A private server that this process started is stopped, unless others
    /// use it or `database-url` gave its address away.
    pub async fn close(self) {
        close(self.cluster, &self.keep).await;
    }

    /// Gives the database up, and stops a private server that no other process of ours uses.
    pub async fn close_and_stop(self) {
        let Some(cluster) = self.cluster else { return };
        if let Some(watch) = self.watch {
            watch.end().await;
        }
        // Where it was not there, all is well.
        let _ = std::fs::remove_file(&self.keep);
        stop(cluster).await;
    }

    /// Gives the database up, and leaves a private server running for whoever has its address.
    ///
    /// # Errors
    /// Where that cannot be noted in the data folder.
    pub fn leave_running(self) -> Result<(), Fault> {
        let Some(cluster) = self.cluster else { return Ok(()) };
        std::fs::write(&self.keep, "The database stays up until `parvaneh serve` or `parvaneh demo` stops.\n")
            .map_err(|error| Fault::Environment(format!("{} cannot be written: {error}", self.keep.display())))?;
        cluster.leave_running();
        Ok(())
    }
}

async fn close(cluster: Option<Cluster>, keep: &std::path::Path) {
    let Some(cluster) = cluster else { return };
    if cluster.was_running() || keep.exists() {
        cluster.leave_running();
    } else {
        stop(cluster).await;
    }
}

async fn stop(cluster: Cluster) {
    if let Err(error) = cluster.close().await {
        tracing::warn!(%error, "the database was not stopped");
    }
}

impl Running {
    /// Opens the city.
    ///
    /// # Errors
    /// Each says its remedy.
    pub async fn open(settings: &Settings) -> Result<Self, Fault> {
        Self::open_with(settings, None).await
    }

    /// Opens the city; messages that have no other way go into the mailbox.
    ///
    /// # Errors
    /// Each says its remedy.
    pub async fn open_with(settings: &Settings, mailbox: Option<Arc<Mailbox>>) -> Result<Self, Fault> {
        Self::over_with(settings, mailbox, async || Database::open(settings).await).await
    }

    /// Opens the city in a database that is open already.
    ///
    /// # Errors
    /// Each says its remedy.
    pub async fn over(settings: &Settings, database: Database) -> Result<Self, Fault> {
        Self::over_with(settings, None, async || Ok(database)).await
    }

    async fn over_with(
        settings: &Settings,
        mailbox: Option<Arc<Mailbox>>,
        database: impl AsyncFnOnce() -> Result<Database, Fault>,
    ) -> Result<Self, Fault> {
        let policy = match &settings.policy {
            Some(folder) => PolicyBook::load(folder)?,
            None => PolicyBook::embedded(),
        };
        let smtp = SmtpMessenger::new(settings.smtp_url.as_deref(), settings.mail_from.as_deref())?;
        let sms = settings.sms.open().map_err(|fault| Fault::Usage(fault.to_string()))?;
        let gateways = settings.gateways.open()?;
        let database = database().await?;
        let opened = async {
            let pool = database.pool().await?;
            let keys = key_file::open(&settings.keys, &pool).await?;
            let projections = database.read_models(&pool).await?;
            let store = EventStore::open(pool, keys).await?;
            let erased = store.erase_again().await?;
            if erased > 0 {
                tracing::warn!(erased, "keys of erased subjects had come back and were destroyed again");
            }
            Ok::<_, Fault>(Context {
                store,
                projections,
                policy: Arc::new(policy),
                clock: Arc::new(SystemClock),
                messenger: Arc::new(Outgoing::new(smtp, sms, mailbox)),
                gateways,
                public_url: settings.public_url.as_str().into(),
                scans: application::scan::scans(),
                visitors: Arc::default(),
                rated: Arc::default(),
                uses: Arc::default(),
                limits: true,
            })
        };
        match opened.await {
            Ok(ctx) => Ok(Self { ctx, database }),
            Err(fault) => {
                database.close().await;
                Err(fault)
            }
        }
    }

    /// Ends the connections and gives the database up.
    pub async fn close(self) {
        self.ctx.pool().close().await;
        self.database.close().await;
    }

    /// The same for a server, which takes the private database with it.
    pub async fn close_and_stop(self) {
        self.ctx.pool().close().await;
        self.database.close_and_stop().await;
    }
}
