//! What a read model says of itself.

use crate::rows::Rows;
use domain::AnyEvent;
use event_store::Recorded;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A table of a read model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Table {
    /// Its name, unqualified.
    pub name: &'static str,
    /// The columns of its primary key, in order.
    pub key: &'static [&'static str],
}

/// A row. Its fields are the table's columns, all of them; times are in microseconds, bytes are hex
/// text, sealed texts stay sealed.
pub trait Row: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// The table that it stands in.
    const TABLE: Table;
    /// Whether a row is put once, and neither read nor changed by the fold afterwards. A rebuild
    /// keeps such rows no longer than it takes to send them.
    const ONCE: bool = false;
    /// The values of the key's columns, in their order.
    type Key: Serialize;
    /// This row's key.
    fn key(&self) -> Self::Key;
}

/// A read model: tables, and how an event changes them.
pub trait ReadModel: Send + Sync {
    /// Its name, as `rebuild` and the checkpoint know it.
    fn name(&self) -> &'static str;
    /// Grows whenever tables or fold change; the tables are then made anew from the log.
    fn version(&self) -> i32;
    /// Its tables, with `{next}` after every name of a table or an index.
    fn ddl(&self) -> &'static str;
    /// Its tables.
    fn tables(&self) -> &'static [Table];
    /// Whether events of this aggregate matter to it; others are not even decoded.
    fn wants(&self, aggregate_type: &str) -> bool;
    /// Folds one event, which is of a current version whatever `recorded` is. Rows that `get` asks for and that are not loaded yet count as absent; the
    /// batch is then folded again with them, so the fold must be pure.
    fn fold(&self, recorded: &Recorded, event: &AnyEvent, rows: &mut Rows);
}

/// A query that gives rows as `to_json(t)::text`.
pub(crate) type JsonQuery<'q> = sqlx::query::QueryScalar<'q, sqlx::Postgres, String, sqlx::postgres::PgArguments>;

/// Runs a query and reads its rows.
pub(crate) async fn fetch<R: Row>(pool: &sqlx::PgPool, query: JsonQuery<'_>) -> Result<Vec<R>, crate::ProjectionError> {
    let rows = query.fetch_all(pool).await?;
    rows.iter()
        .map(|json| {
            serde_json::from_str(json).map_err(|source| crate::ProjectionError::Row { table: R::TABLE.name, source })
        })
        .collect()
}
