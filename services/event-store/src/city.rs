//! A city as the database knows it: three schemas, three roles, one way to connect.

use crate::StoreError;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, PgConnection};
use std::str::FromStr;
use std::time::Duration;

/// A city's name, from which its schemas and roles follow. Lower-case ASCII letters, digits and
/// underscores, so that it can stand in DDL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct City(String);

/// With which rights a connection works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Makes and migrates schemas.
    Owner,
    /// Appends to the log, owns the read models; cannot change an event.
    Application,
    /// Reads everything, writes only replay schemas of its own.
    Auditor,
}

/// What the server does about a client of the application's that is silent. One that is held in the
/// middle of a transaction, or whose machine is gone, would keep the rows that it has locked from
/// whoever leads next, for ever or until TCP gives up after hours. Means nothing on a Unix socket but
/// for the first.
const SILENCE: [(&str, &str); 5] = [
    ("idle_in_transaction_session_timeout", "5s"),
    ("tcp_user_timeout", "10s"),
    ("tcp_keepalives_idle", "10"),
    ("tcp_keepalives_interval", "5"),
    ("tcp_keepalives_count", "3"),
];

impl City {
    /// Checks a city's name.
    ///
    /// # Errors
    /// [`StoreError::BadCity`] where the name cannot be a schema's.
    pub fn parse(name: &str) -> Result<Self, StoreError> {
        let fine = (1..=30).contains(&name.len())
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if fine { Ok(Self(name.to_owned())) } else { Err(StoreError::BadCity(name.to_owned())) }
    }

    /// The name, which is the log schema's too.
    pub fn name(&self) -> &str {
        &self.0
    }
    /// The schema of the log.
    pub fn log_schema(&self) -> String {
        self.0.clone()
    }
    /// The schema of the read models.
    pub fn read_schema(&self) -> String {
        format!("{}_read", self.0)
    }
    /// The schema of what may be lost.
    pub fn ops_schema(&self) -> String {
        format!("{}_ops", self.0)
    }
    /// A schema for one replay.
    pub fn replay_schema(&self, id: &str) -> String {
        format!("replay_{}_{id}", self.0)
    }
    /// The application's role.
    pub fn app_role(&self) -> String {
        format!("{}_app", self.0)
    }
    /// The auditors' role.
    pub fn auditor_role(&self) -> String {
        format!("{}_auditor", self.0)
    }

    fn role(&self, access: Access) -> Option<String> {
        match access {
            Access::Owner => None,
            Access::Application => Some(self.app_role()),
            Access::Auditor => Some(self.auditor_role()),
        }
    }

    /// Options of a connection with these rights on these schemas, in this order. Where the
    /// database has no such role (it may not be ours to make), the connection keeps its own. The
    /// application's transactions are short: one that is idle for five seconds is ended by the server,
    /// unless it is [`crate::patience::UNHURRIED`].
    ///
    /// # Errors
    /// Where the URL is none or the server does not answer.
    pub async fn options(&self, url: &str, access: Access, schemas: &[String]) -> Result<PgConnectOptions, StoreError> {
        let plain = PgConnectOptions::from_str(url)?
            .log_slow_statements(log::LevelFilter::Warn, Duration::from_secs(5))
            .options([("search_path", schemas.join(",")), ("timezone", "UTC".to_owned())]);
        let plain = if access == Access::Application { plain.options(SILENCE) } else { plain };
        let Some(role) = self.role(access) else { return Ok(plain) };
        let mut probe = PgConnection::connect_with(&plain).await?;
        let known: bool = sqlx::query_scalar(
            "/* city::options */ SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1 AND pg_has_role(oid, 'MEMBER'))",
        )
        .bind(&role)
        .fetch_one(&mut probe)
        .await?;
        probe.close().await?;
        Ok(if known { plain.options([("role", role)]) } else { plain })
    }

    /// A pool over the city's three schemas.
    ///
    /// # Errors
    /// As [`City::options`].
    pub async fn pool(&self, url: &str, access: Access, size: u32) -> Result<PgPool, StoreError> {
        let schemas = [self.log_schema(), self.read_schema(), self.ops_schema()];
        let options = self.options(url, access, &schemas).await?;
        Ok(PgPoolOptions::new()
            .max_connections(size)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options)
            .await?)
    }
}
