//! One batch of one model: fold, write and checkpoint in one transaction.

use super::pass::{Pass, pass_all};
use super::{Checkpoint, Projections};
use crate::{ProjectionError, ReadModel, Rows};
use domain::AnyEvent;
use event_store::history::{PassedOver, Stretch};
use event_store::patience::Held;
use event_store::{Advanced, Recorded, lookup, words};
use futures::future::join_all;
use sqlx::{Connection as _, PgConnection, Row as _};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Events of one transaction.
pub(super) const BATCH: i64 = 1_000;

/// Folds a batch of events, in order. Those that the model does not want are passed over.
///
/// # Errors
/// [`ProjectionError::Poison`] where an event cannot be read, or its fold panics.
pub fn fold_batch(model: &dyn ReadModel, events: &[Recorded], rows: &mut Rows) -> Result<(), ProjectionError> {
    fold_decoded(model, &decode(model, events)?, rows)
}

/// Events with what they stand for.
type Decoded<'a> = Vec<(&'a Recorded, Vec<AnyEvent>)>;

fn decode<'a>(model: &dyn ReadModel, events: impl IntoIterator<Item = &'a Recorded>) -> Result<Decoded<'a>, ProjectionError> {
    let wanted = events.into_iter().filter(|recorded| model.wants(&recorded.aggregate_type));
    let decoded = wanted.map(|recorded| {
        let events = recorded.decode();
        Ok((recorded, events.map_err(|source| ProjectionError::poison(model.name(), recorded.position, source))?))
    });
    decoded.collect()
}

fn fold_decoded(model: &dyn ReadModel, events: &Decoded<'_>, rows: &mut Rows) -> Result<(), ProjectionError> {
    events.iter().try_for_each(|(recorded, events)| fold_one(model, recorded, events, rows))
}

/// Folds what one event of the log stands for. Where that panics, the rows are good for nothing.
pub(super) fn fold_one(model: &dyn ReadModel, recorded: &Recorded, events: &[AnyEvent], rows: &mut Rows) -> Result<(), ProjectionError> {
    rows.at(recorded.position);
    let folded = catch_unwind(AssertUnwindSafe(|| events.iter().for_each(|event| model.fold(recorded, event, rows))));
    folded.map_err(|panic| {
        let why = ProjectionError::Panicked(words(panic.as_ref()).to_owned());
        ProjectionError::poison(model.name(), recorded.position, why)
    })
}

/// The aggregates that a model has no use for.
fn passed_over(model: &dyn ReadModel) -> PassedOver {
    let known: BTreeSet<&str> = AnyEvent::catalogue().into_iter().map(|(aggregate, _, _)| aggregate).collect();
    PassedOver::Aggregates(known.into_iter().filter(|aggregate| !model.wants(aggregate)).collect())
}

/// Folds a batch, loading what the fold asks for until it asks no more.
async fn fold_loading(db: &mut PgConnection, model: &dyn ReadModel, decoded: &Decoded<'_>) -> Result<Rows, ProjectionError> {
    let mut rows = Rows::following();
    loop {
        fold_decoded(model, decoded, &mut rows)?;
        if !rows.lacks_rows() {
            return Ok(rows);
        }
        rows.load_missing(db).await?;
    }
}

/// A model's way from where it stands to the end of a stretch.
struct Step<'a> {
    model: &'a dyn ReadModel,
    from: i64,
    stretch: &'a Stretch,
}

impl Step<'_> {
    fn pass(&self) -> Pass {
        Pass {
            model: self.model.name(),
            version: self.model.version(),
            from: self.from,
            to: self.stretch.last,
            event: self.stretch.last_event,
        }
    }
}

impl Projections {
    /// Where every model stands.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn checkpoints(&self) -> Result<Vec<Checkpoint>, ProjectionError> {
        let rows = sqlx::query("/* advance::checkpoints */ SELECT model, version, position FROM checkpoints ORDER BY model")
            .fetch_all(self.pool())
            .await?;
        rows.iter()
            .map(|row| Ok(Checkpoint { model: row.try_get(0)?, version: row.try_get(1)?, position: row.try_get(2)? }))
            .collect()
    }

    /// Folds the next batch of a model.
    ///
    /// The checkpoint is the fence: where another process moved it meanwhile, nothing is written
    /// and the next call goes on from there.
    ///
    /// # Errors
    /// [`ProjectionError::Poison`] where an event cannot be folded; the model stands still then.
    pub async fn advance(&self, model: &dyn ReadModel) -> Result<Advanced, ProjectionError> {
        self.advance_from(model, None, BATCH).await
    }

    /// The same from where the model is known to stand, and so many events at most. Where it stands
    /// elsewhere, the fence says so.
    pub(super) async fn advance_from(&self, model: &dyn ReadModel, known: Option<i64>, most: i64) -> Result<Advanced, ProjectionError> {
        let position = match known {
            Some(position) => position,
            None => self.stands(model).await?,
        };
        let over = passed_over(model);
        let mut length = most;
        loop {
            let Some(stretch) = self.inner.tail.stretch(self.pool(), position, length, &over).await? else { return Ok(Advanced::Nowhere) };
            let step = Step { model, from: position, stretch: &stretch };
            // Up to what it cannot fold, so that a model that halts stands right before it.
            match self.fold(&step).await {
                Ok(false) => return Ok(Advanced::Overtaken),
                Ok(true) => {
                    self.inner.moved.send_replace(());
                    return Ok(if stretch.full { Advanced::OnTheWay(stretch.last) } else { Advanced::ToTheEnd(stretch.last) });
                }
                Err(error) if error.passes_by_itself() => return Err(error),
                Err(ProjectionError::Poison { position: poison, .. }) if poison > position + 1 => length = poison - 1 - position,
                Err(poison @ ProjectionError::Poison { .. }) => return Err(poison),
                // The database refused a row of one of them.
                Err(error) if stretch.last == position + 1 => return Err(ProjectionError::poison(model.name(), stretch.last, error)),
                Err(_) => length = (stretch.last - position) / 2,
            }
        }
    }

    /// Asks where a model stands.
    async fn stands(&self, model: &dyn ReadModel) -> Result<i64, ProjectionError> {
        let position: Option<i64> = sqlx::query_scalar("/* advance::stands */ SELECT position FROM checkpoints WHERE model = $1 AND version = $2")
            .bind(model.name())
            .bind(model.version())
            .fetch_optional(self.pool())
            .await?;
        let position = position.ok_or(ProjectionError::OtherVersion(model.name()))?;
        self.inner.freshness.note(model.name(), position);
        Ok(position)
    }

    /// Folds a stretch. False where another process was first.
    async fn fold(&self, step: &Step<'_>) -> Result<bool, ProjectionError> {
        let decoded = decode(step.model, step.stretch.events.iter().map(AsRef::as_ref))?;
        let bound = self.inner.freshness.bound(step.model.name(), step.stretch.last);
        if decoded.is_empty() {
            let moved = self.inner.passes.ask(step.pass(), |passes| async move { pass_all(self.pool(), &passes).await }).await?;
            if moved {
                bound.reached();
            }
            return Ok(moved);
        }
        let mut db = Held::of(self.pool()).await?;
        let mut tx = db.begin().await?;
        if pass_all(&mut *tx, &[step.pass()]).await? != [true] {
            tx.rollback().await?;
            db.give_back();
            return Ok(false);
        }
        let mut rows = fold_loading(&mut tx, step.model, &decoded).await?;
        let change = if rows.is_changed() { self.inner.freshness.change(step.model.name()) } else { None };
        rows.write(&mut tx, "", &self.inner.columns).await?;
        tx.commit().await?;
        db.give_back();
        bound.reached();
        drop(change);
        Ok(true)
    }

    /// Looks where another process has brought a model, if any has.
    pub(super) async fn notice(&self, model: &dyn ReadModel) -> Result<Option<i64>, ProjectionError> {
        let position: Option<i64> = sqlx::query_scalar("/* advance::notice */ SELECT position FROM checkpoints WHERE model = $1")
            .bind(model.name())
            .fetch_optional(self.pool())
            .await?;
        if let Some(position) = position {
            self.inner.freshness.note(model.name(), position);
        }
        Ok(position)
    }

    /// Brings every model to where the log ends now, all at once, but those that stand still before an
    /// event: the others go on without them, and [`Projections::halts`] names them.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn catch_up(&self) -> Result<(), ProjectionError> {
        let head = lookup::head(self.pool()).await?;
        let stands = self.checkpoints().await?;
        let ways = self.models().iter().map(|model| {
            let at = stands.iter().find(|at| at.model == model.name() && at.version == model.version());
            self.bring(model.as_ref(), at.map(|at| at.position), head)
        });
        join_all(ways).await.into_iter().collect()
    }

    /// Brings a model to a position, from where it is known to stand.
    async fn bring(&self, model: &dyn ReadModel, mut stands: Option<i64>, to: i64) -> Result<(), ProjectionError> {
        if let Some(position) = stands {
            self.inner.freshness.note(model.name(), position);
        }
        while stands.is_none_or(|position| position < to) {
            match self.advance_from(model, stands, BATCH).await {
                Ok(Advanced::OnTheWay(position) | Advanced::ToTheEnd(position)) => stands = Some(position),
                Ok(Advanced::Overtaken) => stands = None,
                Ok(Advanced::Nowhere) => break,
                Err(error) if error.passes_by_itself() => return Err(error),
                Err(error) => {
                    self.stands_still(model, &error).await;
                    break;
                }
            }
        }
        Ok(())
    }
}
