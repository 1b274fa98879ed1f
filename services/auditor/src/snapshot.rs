//! One look at the log and at the read models, as they stood at one moment.

use crate::AuditError;
use crate::catalogue::{Catalogued, quoted};
use event_store::{Access, City};
use sqlx::{Connection, Executor, PgConnection};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A transaction that sees what was committed when it began, and nothing later. Everything of a
/// verification is read through it, so that a system in motion gives no false differences.
pub(crate) struct Snapshot {
    pub db: PgConnection,
    city: City,
}

impl Snapshot {
    /// Begins; the search path is the log's.
    pub async fn take(url: &str, city: &City) -> Result<Self, AuditError> {
        let options = city.options(url, Access::Auditor, &[city.log_schema()]).await?;
        let mut db = PgConnection::connect_with(&options).await?;
        db.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        db.execute("SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0").await?;
        Ok(Self { db, city: city.clone() })
    }

    /// The last position of the log.
    pub async fn head(&mut self) -> Result<i64, AuditError> {
        Ok(sqlx::query_scalar("/* snapshot::head */ SELECT coalesce(max(position), 0) FROM events")
            .fetch_one(&mut self.db)
            .await?)
    }

    /// The id of the event at a position.
    pub async fn event_at(&mut self, position: i64) -> Result<Option<Uuid>, AuditError> {
        Ok(sqlx::query_scalar("/* snapshot::event_at */ SELECT event_id FROM events WHERE position = $1")
            .bind(position)
            .fetch_optional(&mut self.db)
            .await?)
    }

    /// The position of an event, by a walk over the log: no index has its id, and only a checkpoint
    /// that was moved by hand is asked about.
    pub async fn position_of(&mut self, event_id: Uuid) -> Result<Option<i64>, AuditError> {
        Ok(sqlx::query_scalar("/* snapshot::position_of */ SELECT position FROM events WHERE event_id = $1")
            .bind(event_id)
            .fetch_optional(&mut self.db)
            .await?)
    }

    /// Looks into the log's schema.
    pub async fn look_into_log(&mut self) -> Result<(), AuditError> {
        self.look_into(&self.city.log_schema()).await
    }

    /// Looks into the read schema and into no other, so that no table there hides behind one of the
    /// log's of the same name.
    pub async fn look_into_read(&mut self) -> Result<(), AuditError> {
        self.look_into(&self.city.read_schema()).await
    }

    async fn look_into(&mut self, schema: &str) -> Result<(), AuditError> {
        self.db.execute(format!("SET LOCAL search_path TO {}", quoted(schema)).as_str()).await?;
        Ok(())
    }

    /// Holds every table still until the end, and makes sure that it is the one that the snapshot
    /// saw: a table's *name* is looked up as of now, whatever the snapshot, and one that a rebuild
    /// has swapped in since would look empty. To be called late: a rebuild's swap waits meanwhile.
    ///
    /// It waits for less than the time after which the database looks for deadlocks (a second), so
    /// that a swap that holds one table and wants another is never the victim.
    pub async fn hold(&mut self, tables: &BTreeMap<String, Catalogued>) -> Result<(), AuditError> {
        self.db.execute("SET LOCAL lock_timeout = '300ms'").await?;
        for (name, table) in tables.iter().filter(|(_, table)| table.readable) {
            let lock = format!("/* snapshot::hold */ LOCK TABLE ONLY {} IN ACCESS SHARE MODE", quoted(name));
            match self.db.execute(lock.as_str()).await {
                Err(error) if is_moving(&error) => return Err(AuditError::Moved(name.clone())),
                done => done?,
            };
            let oid: Option<i64> = sqlx::query_scalar("/* snapshot::hold */ SELECT to_regclass($1)::oid::int8")
                .bind(quoted(name))
                .fetch_one(&mut self.db)
                .await?;
            if oid != Some(table.oid) {
                return Err(AuditError::Moved(name.clone()));
            }
        }
        Ok(())
    }

    /// Ends.
    pub async fn close(mut self) -> Result<(), AuditError> {
        self.db.execute("ROLLBACK").await?;
        Ok(self.db.close().await?)
    }
}

/// Whether a table is gone (42P01), or somebody is about to take it away (55P03).
fn is_moving(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(error) = error else { return false };
    error.code().is_some_and(|code| code == "42P01" || code == "55P03")
}
