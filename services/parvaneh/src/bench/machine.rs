//! What it was measured on. A figure says little without it.

use super::ground::Ground;
use crate::fault::Fault;
use serde::Serialize;
use sqlx::{Connection as _, PgConnection, Row as _};

/// The machine and what its database was told about durability, as the database itself says it.
#[derive(Debug, Clone, Serialize)]
pub struct Machine {
    processor: String,
    processors: usize,
    postgresql: String,
    fsync: String,
    synchronous_commit: String,
    version: &'static str,
    optimised: bool,
}

impl Machine {
    /// Asks the system and the server.
    pub async fn of(ground: &Ground) -> Result<Self, Fault> {
        let mut db = PgConnection::connect(ground.url()).await?;
        let sql = "SELECT current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit')";
        let row = sqlx::query(sql).fetch_one(&mut db).await?;
        db.close().await?;
        let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = info.lines().find_map(|line| line.strip_prefix("model name")).map(|rest| rest.trim_start_matches([' ', '\t', ':']));
        Ok(Self {
            processor: model.unwrap_or(std::env::consts::ARCH).to_owned(),
            processors: std::thread::available_parallelism().map_or(1, usize::from),
            postgresql: row.try_get(0)?,
            fsync: row.try_get(1)?,
            synchronous_commit: row.try_get(2)?,
            version: env!("CARGO_PKG_VERSION"),
            optimised: !cfg!(debug_assertions),
        })
    }
}

impl std::fmt::Display for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} × {}, shared by load, service and PostgreSQL {} (fsync {}, synchronous_commit {})",
            self.processors, self.processor, self.postgresql, self.fsync, self.synchronous_commit
        )?;
        if !self.optimised {
            write!(f, "; NOT an optimised build")?;
        }
        Ok(())
    }
}
