//! Read models made anew from the log, beside the live ones.

use super::advance::fold_one;
use super::source::{self, Share};
use super::{Projections, fill};
use crate::rows::sheets;
use crate::model::Table;
use crate::{ProjectionError, ReadModel, Rows};
use event_store::history;
use event_store::patience::UNHURRIED;
use futures::future::join_all;
use sqlx::{Connection, Executor, PgConnection};
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::mpsc;

/// What a rebuild did.
#[derive(Debug)]
pub struct Rebuilt {
    /// The model.
    pub model: &'static str,
    /// How many events its new tables have folded; 0 where its tables are those that it had.
    pub events: i64,
    /// What keeps it from the head of the log, where it is not there.
    pub fault: Option<ProjectionError>,
}

/// An event that a model cannot read. Up to it, what was folded is good.
struct Unread {
    position: i64,
    why: ProjectionError,
}

type Feed = mpsc::Receiver<Result<Share, ProjectionError>>;

impl Projections {
    /// Rebuilds one model, or all, while readers read the old tables; each is swapped in one short
    /// transaction. The log is read and decoded once for all of them.
    ///
    /// A model that meets an event which it cannot read is made anew up to right before it and stands
    /// still there. Where its tables, of the same version, are further already, they stay: nothing is
    /// taken from readers. They stay, too, where the new ones cannot be made. All others go on.
    ///
    /// `db` is a connection whose only schema is the read schema.
    ///
    /// # Errors
    /// [`ProjectionError::UnknownModel`], or where the database does not answer; the live tables stay then.
    pub async fn rebuild(&self, db: &mut PgConnection, name: Option<&str>) -> Result<Vec<Rebuilt>, ProjectionError> {
        let asked = |model: &&Arc<dyn ReadModel>| name.is_none_or(|name| name == model.name());
        let models: Vec<_> = self.models().iter().filter(asked).cloned().collect();
        match name {
            Some(name) if models.is_empty() => Err(ProjectionError::UnknownModel(name.to_owned())),
            _ => self.rebuild_models(db, models).await,
        }
    }

    /// Rebuilds these models, each for itself.
    pub(super) async fn rebuild_models(
        &self,
        db: &mut PgConnection,
        models: Vec<Arc<dyn ReadModel>>,
    ) -> Result<Vec<Rebuilt>, ProjectionError> {
        let schema: String = sqlx::query_scalar("/* rebuild::rebuild */ SELECT current_schema()::text").fetch_one(db).await?;
        let head: i64 = sqlx::query_scalar("/* rebuild::rebuild */ SELECT position FROM log_head").fetch_one(self.pool()).await?;
        let feeds = source::events(self.pool(), &models, 0, head);
        // Tasks of their own, so that folds share the processors.
        let rebuilds = models.iter().zip(feeds).map(|(model, feed)| {
            let rebuild = Rebuild { projections: self.clone(), schema: schema.clone(), model: model.clone(), head };
            tokio::spawn(rebuild.run(feed))
        });
        let rebuilt = join_all(rebuilds).await;
        self.inner.moved.send_replace(());
        let done = models.iter().zip(rebuilt).map(|(model, done)| {
            match done.unwrap_or_else(|panic| Err(ProjectionError::Panicked(panic.to_string()))) {
                Err(error) if error.passes_by_itself() => Err(error),
                Err(error) => Ok(Rebuilt { model: model.name(), events: 0, fault: Some(error) }),
                done => done,
            }
        });
        done.collect()
    }
}

/// One model on its way.
struct Rebuild {
    projections: Projections,
    /// The read schema.
    schema: String,
    model: Arc<dyn ReadModel>,
    /// Where the log stood when the rebuild began.
    head: i64,
}

impl Rebuild {
    async fn run(self, feed: Feed) -> Result<Rebuilt, ProjectionError> {
        let model = self.model.as_ref();
        let pool = self.projections.pool();
        let mut db = pool.acquire().await?;
        let mut tx = db.begin().await?;
        // Whoever has few events waits long for the next.
        tx.execute(UNHURRIED).await?;
        sqlx::query("/* rebuild::run */ SELECT set_config('search_path', $1, true)").bind(&self.schema).execute(&mut *tx).await?;
        fill::make(&mut tx, model).await?;
        let room = self.projections.inner.room;
        let mut rows = Rows::streaming(sheets(&mut tx, model.tables(), fill::NEXT).await?, room);
        let mut keyed = BTreeSet::new();
        let mut unread = self.fold(&mut tx, feed, &mut rows, &mut keyed).await?;
        rows.send_all(&mut tx).await?;
        fill::index(&mut tx, model, &mut keyed).await?;

        // From here the live projection waits; what it folded meanwhile is folded here too.
        let (version, live): (i32, i64) =
            sqlx::query_as("/* rebuild::run */ SELECT version, position FROM checkpoints WHERE model = $1 FOR UPDATE")
                .bind(model.name())
                .fetch_one(&mut *tx)
                .await?;
        let mut to = self.head.max(live);
        if unread.is_none() {
            for feed in source::events(pool, std::slice::from_ref(&self.model), self.head, to) {
                unread = self.fold(&mut tx, feed, &mut rows, &mut keyed).await?;
            }
        }
        if let Some(unread) = &unread {
            to = unread.position - 1;
        }
        let fault = unread.map(|unread| unread.why);
        if version == model.version() && to < live {
            return Ok(Rebuilt { model: model.name(), events: 0, fault });
        }
        rows.write(&mut tx, fill::NEXT, &self.projections.inner.columns).await?;
        // What is checked at the end is checked now: a table with checks to come cannot be renamed.
        tx.execute("SET CONSTRAINTS ALL IMMEDIATE").await?;
        let _change = self.projections.inner.freshness.change(model.name());
        for table in model.tables() {
            tx.execute(fill::swap(table.name).as_str()).await?;
        }
        sqlx::query("/* rebuild::run */ UPDATE checkpoints SET version = $2, position = $3, event_id = $4 WHERE model = $1")
            .bind(model.name())
            .bind(model.version())
            .bind(to)
            .bind(history::at(pool, to).await?.map(|event| event.event_id))
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(Rebuilt { model: model.name(), events: to, fault })
    }

    /// Folds what comes, up to the first event that the model cannot read; gives that one.
    ///
    /// Tables from which a row must be fetched back get their key for it.
    async fn fold(&self, db: &mut PgConnection, mut feed: Feed, rows: &mut Rows, keyed: &mut BTreeSet<Table>) -> Result<Option<Unread>, ProjectionError> {
        let model = self.model.as_ref();
        while let Some(batch) = feed.recv().await {
            for (recorded, events) in batch?.events() {
                let Some(events) = events else {
                    let Err(why) = recorded.decode() else { continue };
                    let why = ProjectionError::poison(model.name(), recorded.position, why);
                    return Ok(Some(Unread { position: recorded.position, why }));
                };
                fold_one(model, recorded, events, rows)?;
                while rows.lacks_rows() {
                    for table in rows.lacking() {
                        fill::key(db, table, keyed).await?;
                    }
                    rows.fetch_back(db, fill::NEXT).await?;
                    fold_one(model, recorded, events, rows)?;
                }
                rows.put_away(db).await?;
            }
            rows.send_full_sheets(db).await?;
        }
        Ok(None)
    }
}
