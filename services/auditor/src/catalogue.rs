//! The tables of a schema as the database's own catalogue lists them, whoever made them.

use crate::AuditError;
use sqlx::{PgConnection, Row as _};
use std::collections::BTreeMap;

/// A table that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Catalogued {
    pub oid: i64,
    /// Whether this role may read it.
    pub readable: bool,
    /// Names and types of its columns, in order.
    pub columns: Vec<(String, String)>,
    /// The columns of its primary key, in order; none where it has none.
    pub key: Vec<String>,
}

impl Catalogued {
    /// The type of a column.
    pub fn kind(&self, column: &str) -> Option<&str> {
        self.columns.iter().find(|(name, _)| name == column).map(|(_, kind)| kind.as_str())
    }
}

/// Every table of a schema by name, as `pg_tables` lists them.
pub(crate) async fn tables(db: &mut PgConnection, schema: &str) -> Result<BTreeMap<String, Catalogued>, AuditError> {
    let rows = sqlx::query(
        "/* catalogue::tables */ SELECT c.relname::text, c.oid::int8,
             coalesce(has_table_privilege(c.oid, 'SELECT'), true),
             ARRAY(SELECT attname::text FROM pg_attribute
                   WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum),
             ARRAY(SELECT format_type(atttypid, atttypmod) FROM pg_attribute
                   WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum),
             ARRAY(SELECT a.attname::text FROM pg_index i
                   CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, ordinal)
                   JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                   WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.ordinal)
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = $1 AND c.relkind IN ('r', 'p')",
    )
    .bind(schema)
    .fetch_all(db)
    .await?;
    let mut tables = BTreeMap::new();
    for row in rows {
        let names: Vec<String> = row.try_get(3)?;
        let kinds: Vec<String> = row.try_get(4)?;
        let columns = names.into_iter().zip(kinds).collect();
        let table = Catalogued { oid: row.try_get(1)?, readable: row.try_get(2)?, columns, key: row.try_get(5)? };
        tables.insert(row.try_get(0)?, table);
    }
    Ok(tables)
}

/// A name as SQL takes it, whatever is in it.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
