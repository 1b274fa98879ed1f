//! The schema that a replay is written to.

use crate::AuditError;
use crate::catalogue::quoted;
use event_store::{Access, City};
use projections::runner::{create_checkpoints, create_tables};
use projections::rows::KnownColumns;
use projections::{ReadModel, Rows};
use sqlx::{Connection, Executor, PgConnection};
use uuid::Uuid;

/// A replay schema, made, filled, read and rolled back in one transaction that never commits: so
/// nobody else ever sees it, and an audit that fails, is cancelled or is killed leaves nothing to
/// sweep up.
pub(crate) struct Replica {
    pub db: PgConnection,
    pub schema: String,
}

impl Replica {
    /// Makes the schema, with an empty table of checkpoints.
    pub async fn make(url: &str, city: &City) -> Result<Self, AuditError> {
        // Half of an id: a schema's name has room for no more beside the longest city's.
        let id = Uuid::new_v4().simple().to_string();
        let schema = city.replay_schema(&id[..16]);
        let options = city.options(url, Access::Auditor, std::slice::from_ref(&schema)).await?;
        let mut db = PgConnection::connect_with(&options).await?;
        db.execute("BEGIN").await?;
        db.execute("SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0").await?;
        db.execute(format!("CREATE SCHEMA {}", quoted(&schema)).as_str()).await?;
        create_checkpoints(&mut db).await?;
        Ok(Self { db, schema })
    }

    /// Makes a model's tables and writes what the fold gave.
    pub async fn write(&mut self, model: &dyn ReadModel, rows: &mut Rows) -> Result<(), AuditError> {
        create_tables(&mut self.db, model, "").await?;
        Ok(rows.write(&mut self.db, "", &KnownColumns::default()).await?)
    }

    /// Writes the checkpoint that a model should have.
    pub async fn checkpoint(
        &mut self,
        model: &dyn ReadModel,
        position: i64,
        event_id: Option<Uuid>,
    ) -> Result<(), AuditError> {
        sqlx::query("/* replica::checkpoint */ INSERT INTO checkpoints (model, version, position, event_id) VALUES ($1, $2, $3, $4)")
            .bind(model.name())
            .bind(model.version())
            .bind(position)
            .bind(event_id)
            .execute(&mut self.db)
            .await?;
        Ok(())
    }

    /// Takes everything back.
    pub async fn close(mut self) -> Result<(), AuditError> {
        self.db.execute("ROLLBACK").await?;
        Ok(self.db.close().await?)
    }
}
