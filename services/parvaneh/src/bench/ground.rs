//! Where it is measured: a data folder, a database server and cities of its own.

use crate::city::Running;
use crate::cluster::{Cluster, Settings as Server};
use crate::fault::Fault;
use crate::settings::{Flags, Settings};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::ConnectOptions as _;
use std::path::PathBuf;
use std::str::FromStr;

/// Everything that a run needs; nothing of it is left afterwards.
pub struct Ground {
    folder: PathBuf,
    cluster: Cluster,
}

/// Connections that the server takes: every peer has its own.
const CONNECTIONS: u32 = 400;

impl Ground {
    /// Makes the data folder and starts the server.
    pub async fn make() -> Result<Self, Fault> {
        let folder = std::env::temp_dir().join(format!("parvaneh-bench-{}", std::process::id()));
        let cluster = Cluster::open_with(&folder, Server { max_connections: CONNECTIONS, ..Server::default() }).await?;
        Ok(Self { folder, cluster })
    }

    /// The server's address.
    pub fn url(&self) -> &str {
        self.cluster.url()
    }

    /// A city at work, without caps; made where it is new.
    pub async fn city(&self, name: &str) -> Result<Running, Fault> {
        let flags = Flags {
            data: Some(self.folder.clone()),
            database_url: Some(self.url().to_owned()),
            city: Some(name.to_owned()),
            keys: Some(self.folder.join(format!("{name}.keys"))),
            ..Flags::default()
        };
        let mut running = Running::open(&Settings::gather(&flags)?).await?;
        running.ctx.limits = false;
        Ok(running)
    }

    /// Connections whose one schema is this, made where it is missing.
    pub async fn schema(&self, name: &str, size: u32) -> Result<PgPool, Fault> {
        let options = PgConnectOptions::from_str(self.url())?.options([("search_path", name)]).disable_statement_logging();
        let pool = PgPoolOptions::new().max_connections(size).connect_with(options).await?;
        sqlx::query(&format!("CREATE SCHEMA IF NOT EXISTS {name}")).execute(&pool).await?;
        Ok(pool)
    }

    /// Stops the server and removes the folder.
    pub async fn clear(self) {
        if let Err(error) = self.cluster.close().await {
            tracing::warn!(%error, "the database was not stopped");
        }
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            tracing::warn!(folder = %self.folder.display(), %error, "the folder stays");
        }
    }
}
