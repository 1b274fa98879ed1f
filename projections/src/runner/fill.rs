//! New tables beside the live ones: made without keys and indexes, filled, then given both.

use crate::model::Table;
use crate::{ProjectionError, ReadModel};
use sqlx::{Executor, PgConnection};
use std::collections::BTreeSet;

/// What new tables are called until they take the old ones' names.
pub(super) const NEXT: &str = "_next";

/// Makes a model's tables without keys and indexes: to keep those up while rows come in random
/// order costs more than all the rest.
pub(super) async fn make(db: &mut PgConnection, model: &dyn ReadModel) -> Result<(), ProjectionError> {
    for table in model.tables() {
        db.execute(format!("DROP TABLE IF EXISTS {}{NEXT}", table.name).as_str()).await?;
    }
    for statement in statements(model).filter(|statement| statement.starts_with("CREATE TABLE")) {
        db.execute(statement.as_str()).await?;
    }
    for table in model.tables() {
        db.execute(format!("ALTER TABLE {0}{NEXT} DROP CONSTRAINT {0}{NEXT}_pkey", table.name).as_str()).await?;
    }
    Ok(())
}

/// Gives filled tables their keys, where they lack them, and indexes, and what else guards them: it is
/// checked once, not row by row.
pub(super) async fn index(db: &mut PgConnection, model: &dyn ReadModel, keyed: &mut BTreeSet<Table>) -> Result<(), ProjectionError> {
    db.execute("SET LOCAL maintenance_work_mem = '256MB'").await?;
    for table in model.tables() {
        key(db, *table, keyed).await?;
    }
    for statement in statements(model).filter(|statement| !statement.starts_with("CREATE TABLE")) {
        db.execute(statement.as_str()).await?;
    }
    Ok(())
}

/// Gives a new table its key, unless it has it.
pub(super) async fn key(db: &mut PgConnection, table: Table, keyed: &mut BTreeSet<Table>) -> Result<(), ProjectionError> {
    if keyed.insert(table) {
        let Table { name, key } = table;
        let sql = format!("ALTER TABLE {name}{NEXT} ADD CONSTRAINT {name}{NEXT}_pkey PRIMARY KEY ({})", key.join(", "));
        db.execute(sql.as_str()).await?;
    }
    Ok(())
}

/// The statements of a model's DDL: tables first, then indexes and triggers. A semicolon between
/// dollars ends none.
fn statements(model: &dyn ReadModel) -> impl Iterator<Item = String> {
    let ddl: Vec<&str> = model.ddl().lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    let ddl = ddl.join("\n").replace("{next}", NEXT);
    let mut statements = vec![String::new()];
    for (index, part) in ddl.split("$$").enumerate() {
        let quoted = index % 2 == 1;
        if index > 0 {
            push(&mut statements, "$$");
        }
        for (nth, piece) in part.split(';').enumerate() {
            match (nth, quoted) {
                (0, _) => {}
                (_, true) => push(&mut statements, ";"),
                (_, false) => statements.push(String::new()),
            }
            push(&mut statements, piece);
        }
    }
    statements.into_iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty())
}

fn push(statements: &mut [String], text: &str) {
    if let Some(last) = statements.last_mut() {
        last.push_str(text);
    }
}

/// The new table takes the old one's name, and its indexes lose their suffix.
pub(super) fn swap(table: &str) -> String {
    format!(
        "DO $$ DECLARE index_name text; BEGIN
            DROP TABLE IF EXISTS {table};
            ALTER TABLE {table}{NEXT} RENAME TO {table};
            FOR index_name IN SELECT indexname FROM pg_indexes
                WHERE schemaname = current_schema() AND tablename = '{table}' AND indexname LIKE '%\\_next%'
            LOOP
                EXECUTE format('ALTER INDEX %I RENAME TO %I', index_name, replace(index_name, '_next', ''));
            END LOOP;
        END $$"
    )
}
