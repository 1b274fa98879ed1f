//! Every read model replayed beside the live one and compared with it, row by row.

use crate::AuditError;
use crate::catalogue::{Catalogued, tables};
use crate::checkpoints;
use crate::compare::Compared;
use crate::cursor::Side;
use crate::difference::{Difference, Findings, Verification};
use crate::fold::{Watch, fold};
use crate::replica::Replica;
use crate::snapshot::Snapshot;
use crate::touches::Touches;
use event_store::City;
use projections::ReadModel;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

/// How often a verification begins anew because a rebuild swapped tables under it.
const TRIES: u32 = 5;
/// How long it waits before that.
const PAUSE: Duration = Duration::from_millis(500);

/// Replays every read model to its checkpoint and compares every table of the read schema with what
/// came out, as of one moment. What is live goes on meanwhile; only the swap of a rebuild waits
/// while rows are being compared.
///
/// `models` must be all that the city has: a table or checkpoint of any other is a difference.
///
/// # Errors
/// Where the log cannot be read or folded, or the database refuses a replay schema. Differences are
/// no error.
pub async fn verify(
    url: &str,
    city: &City,
    models: &[Arc<dyn ReadModel>],
    progress: Watch<'_>,
) -> Result<Verification, AuditError> {
    let mut tried = 1;
    loop {
        match attempt(url, city, models, progress).await {
            Err(AuditError::Moved(table)) if tried < TRIES => {
                tracing::info!(table, "a rebuild swapped a table; the audit begins anew");
                tried += 1;
                tokio::time::sleep(PAUSE).await;
            }
            done => return done,
        }
    }
}

async fn attempt(
    url: &str,
    city: &City,
    models: &[Arc<dyn ReadModel>],
    progress: Watch<'_>,
) -> Result<Verification, AuditError> {
    let mut snapshot = Snapshot::take(url, city).await?;
    let mut replica = Replica::make(url, city).await?;
    let head = snapshot.head().await?;
    let live = tables(&mut snapshot.db, &city.read_schema()).await?;
    let standings = checkpoints::standings(&mut snapshot, live.get(checkpoints::TABLE)).await?;

    let mut touches = Touches::default();
    let mut events = 0;
    for model in models {
        let standing = standings.get(model.name()).copied();
        let to = checkpoints::target(&mut snapshot, standing, head).await?;
        let mut folded = fold(&mut snapshot.db, model.as_ref(), to, progress).await?;
        events = events.max(folded.events);
        replica.write(model.as_ref(), &mut folded.rows).await?;
        replica.checkpoint(model.as_ref(), to, snapshot.event_at(to).await?).await?;
        touches.take(&mut folded.rows);
        if let Some(first) = folded.first {
            touches.note(checkpoints::TABLE, model.name(), first);
        }
    }

    let schema = replica.schema.clone();
    let replayed = tables(&mut replica.db, &schema).await?;
    snapshot.look_into_read().await?;
    snapshot.hold(&live).await?;
    let mut comparison = Comparison {
        snapshot: &mut snapshot,
        replica: &mut replica,
        touches: &touches,
        keys: keys(models),
        found: Findings::default(),
    };
    let names: BTreeSet<&String> = live.keys().chain(replayed.keys()).collect();
    for name in names {
        comparison.table(name, live.get(name), replayed.get(name)).await?;
    }
    let found = comparison.found;
    snapshot.close().await?;
    replica.close().await?;
    Ok(Verification {
        events,
        position: head,
        tables: found.tables,
        rows: found.rows,
        differences: found.count,
        differing: found.differing,
    })
}

/// The key of every declared table.
fn keys(models: &[Arc<dyn ReadModel>]) -> BTreeMap<&'static str, &'static [&'static str]> {
    let declared = models.iter().flat_map(|model| model.tables()).map(|table| (table.name, table.key));
    declared.chain([(checkpoints::TABLE, &checkpoints::KEY[..])]).collect()
}

struct Comparison<'a> {
    snapshot: &'a mut Snapshot,
    replica: &'a mut Replica,
    touches: &'a Touches,
    keys: BTreeMap<&'static str, &'static [&'static str]>,
    found: Findings,
}

impl Comparison<'_> {
    /// Compares a table that stands on one side or on both.
    async fn table(
        &mut self,
        name: &str,
        live: Option<&Catalogued>,
        replayed: Option<&Catalogued>,
    ) -> Result<(), AuditError> {
        self.found.tables += 1;
        let before = self.found.count;
        match (live, replayed) {
            (Some(live), _) if !live.readable => {
                let word = "the auditor's role may not read this table";
                self.found.add(|| whole(name, Some(word.into()), None));
            }
            (Some(live), Some(replayed)) => {
                let key = self.key(name, replayed);
                self.definitions(name, live, replayed);
                if key.iter().all(|column| live.kind(column).is_some()) {
                    self.rows(name, &key, Some(live), Some(replayed)).await?;
                } else {
                    // Without its key no live row has a counterpart.
                    self.rows(name, &live.key, Some(live), None).await?;
                    self.rows(name, &key, None, Some(replayed)).await?;
                }
            }
            (Some(live), None) => {
                self.rows(name, &live.key, Some(live), None).await?;
                if self.found.count == before {
                    self.found.add(|| whole(name, Some("a table that no read model declares".into()), None));
                }
            }
            (None, Some(replayed)) => {
                let key = self.key(name, replayed);
                self.rows(name, &key, None, Some(replayed)).await?;
                if self.found.count == before {
                    self.found.add(|| whole(name, None, Some("an empty table".into())));
                }
            }
            (None, None) => {}
        }
        Ok(())
    }

    fn key(&self, name: &str, replayed: &Catalogued) -> Vec<String> {
        let declared = self.keys.get(name).map(|key| key.iter().map(|column| (*column).to_owned()).collect());
        declared.unwrap_or_else(|| replayed.key.clone())
    }

    /// A column that stands on one side only, or has another type, is one difference, with the types
    /// as its values.
    fn definitions(&mut self, name: &str, live: &Catalogued, replayed: &Catalogued) {
        let columns: BTreeSet<&String> =
            live.columns.iter().chain(&replayed.columns).map(|(column, _)| column).collect();
        for column in columns {
            let (left, right) = (live.kind(column), replayed.kind(column));
            if left != right {
                self.found.add(|| Difference {
                    column: Some(column.clone()),
                    ..whole(name, left.map(Value::from), right.map(Value::from))
                });
            }
        }
    }

    async fn rows(
        &mut self,
        name: &str,
        key: &[String],
        live: Option<&Catalogued>,
        replayed: Option<&Catalogued>,
    ) -> Result<(), AuditError> {
        let Some(shape) = replayed.or(live) else { return Ok(()) };
        let both = |column: &&String| [live, replayed].into_iter().flatten().all(|table| table.kind(column).is_some());
        let columns: Vec<String> = shape.columns.iter().map(|(column, _)| column).filter(both).cloned().collect();
        let key_kinds = key.iter().map(|column| shape.kind(column).unwrap_or_default()).collect();
        let left = match live {
            Some(_) => Side::open(&mut self.snapshot.db, name, key, &columns).await?,
            None => Side::empty(),
        };
        let right = match replayed {
            Some(_) => Side::open(&mut self.replica.db, name, key, &columns).await?,
            None => Side::empty(),
        };
        let compared = Compared { table: name, key_kinds, columns: &columns, touches: self.touches };
        compared.walk(left, right, &mut self.found).await
    }
}

/// A difference of a table itself.
fn whole(table: &str, live: Option<Value>, replayed: Option<Value>) -> Difference {
    Difference { table: table.to_owned(), key: String::new(), column: None, live, replayed, first_position: None }
}
