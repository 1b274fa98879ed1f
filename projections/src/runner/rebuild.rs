//! Read models made anew from the log, beside the live ones.

use super::advance::{BATCH, fold_batch};
use super::{Projections, create_tables};
use crate::{ProjectionError, ReadModel, Rows};
use event_store::history;
use sqlx::{Executor, PgConnection, PgPool};

/// What a rebuild did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuilt {
    /// The model.
    pub model: &'static str,
    /// How many events were folded.
    pub events: i64,
}

/// Folds a model from nothing up to a position, in memory. Reads through `log`, writes nowhere.
///
/// # Errors
/// Where the log cannot be read or an event cannot be folded.
pub async fn replay(
    log: &PgPool,
    model: &dyn ReadModel,
    to: i64,
    progress: &(dyn Fn(i64) + Sync),
) -> Result<Rows, ProjectionError> {
    let mut rows = Rows::from_nothing();
    fold_range(log, model, &mut rows, 0, to, progress).await?;
    Ok(rows)
}

async fn fold_range(
    log: &PgPool,
    model: &dyn ReadModel,
    rows: &mut Rows,
    from: i64,
    to: i64,
    progress: &(dyn Fn(i64) + Sync),
) -> Result<(), ProjectionError> {
    let mut db = log.acquire().await?;
    let mut position = from;
    while position < to {
        let events = history::after(&mut db, position, BATCH.min(to - position)).await?;
        let Some(last) = events.last() else { break };
        fold_batch(model, &events, rows)?;
        progress(last.position - position);
        position = last.position;
    }
    Ok(())
}

impl Projections {
    /// Rebuilds one model, or all, while readers read the old tables; they are swapped in one short
    /// transaction.
    ///
    /// # Errors
    /// [`ProjectionError::UnknownModel`], or where the database refuses; the live tables stay then.
    pub async fn rebuild(&self, db: &mut PgConnection, name: Option<&str>) -> Result<Vec<Rebuilt>, ProjectionError> {
        if let Some(name) = name
            && !self.models().iter().any(|model| model.name() == name)
        {
            return Err(ProjectionError::UnknownModel(name.to_owned()));
        }
        let mut rebuilt = Vec::new();
        for model in self.models().iter().filter(|model| name.is_none_or(|name| name == model.name())) {
            rebuilt.push(self.rebuild_on(db, model.as_ref()).await?);
        }
        Ok(rebuilt)
    }

    /// Rebuilds a model on a connection whose first schema is the read schema.
    pub(super) async fn rebuild_on(&self, db: &mut PgConnection, model: &dyn ReadModel) -> Result<Rebuilt, ProjectionError> {
        let head: i64 = sqlx::query_scalar("/* rebuild::rebuild_on */ SELECT position FROM log_head").fetch_one(self.pool()).await?;
        let mut rows = replay(self.pool(), model, head, &|_| {}).await?;

        let mut tx = sqlx::Connection::begin(&mut *db).await?;
        for table in model.tables() {
            tx.execute(format!("DROP TABLE IF EXISTS {}_next", table.name).as_str()).await?;
        }
        create_tables(&mut tx, model, "_next").await?;
        // From here the live projection waits; what it folded meanwhile is folded here too.
        let live: i64 = sqlx::query_scalar("/* rebuild::rebuild_on */ SELECT position FROM checkpoints WHERE model = $1 FOR UPDATE")
            .bind(model.name())
            .fetch_one(&mut *tx)
            .await?;
        let to = head.max(live);
        fold_range(self.pool(), model, &mut rows, head, to, &|_| {}).await?;
        rows.write(&mut tx, "_next").await?;
        for table in model.tables() {
            tx.execute(swap(table.name).as_str()).await?;
        }
        sqlx::query(
            "/* rebuild::rebuild_on */ UPDATE checkpoints SET version = $2, position = $3, event_id = $4 WHERE model = $1",
        )
        .bind(model.name())
        .bind(model.version())
        .bind(to)
        .bind(history::at(self.pool(), to).await?.map(|event| event.event_id))
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        self.inner.moved.send_replace(());
        Ok(Rebuilt { model: model.name(), events: to })
    }
}

/// The new table takes the old one's name, and its indexes lose their suffix.
fn swap(table: &str) -> String {
    format!(
        "DO $$ DECLARE index_name text; BEGIN
            DROP TABLE IF EXISTS {table};
            ALTER TABLE {table}_next RENAME TO {table};
            FOR index_name IN SELECT indexname FROM pg_indexes
                WHERE schemaname = current_schema() AND tablename = '{table}' AND indexname LIKE '%\\_next%'
            LOOP
                EXECUTE format('ALTER INDEX %I RENAME TO %I', index_name, replace(index_name, '_next', ''));
            END LOOP;
        END $$"
    )
}
