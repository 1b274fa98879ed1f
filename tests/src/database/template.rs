//! Template databases: migrated once, cloned by every test.

use sqlx::postgres::PgConnection;
use sqlx::{query, query_scalar};

use super::{drop_statement, name, server};

/// Any number will do, as long as nothing else locks it on that server.
const LOCK: i64 = 0x7061_7276_616e_6568;

/// Gives the template's name, made by `migrate` where there is none yet.
pub(super) async fn ensure(
    connection: &mut PgConnection,
    maintenance: &str,
    key: &str,
    migrate: &impl AsyncFn(&str),
) -> String {
    let template = format!("template_{}", name::short(key));
    if exists(connection, &template).await {
        return template;
    }
    // One process makes it, the others wait. The lock is the session's: it goes
    // with a process that is killed.
    query("SELECT pg_advisory_lock($1)")
        .bind(LOCK)
        .execute(&mut *connection)
        .await
        .unwrap_or_else(|error| panic!("can't lock the templates: {error}"));
    if !exists(connection, &template).await {
        remove_old(connection).await;
        make(connection, maintenance, &template, migrate).await;
    }
    query("SELECT pg_advisory_unlock($1)")
        .bind(LOCK)
        .execute(connection)
        .await
        .unwrap_or_else(|error| panic!("can't unlock the templates: {error}"));
    template
}

async fn exists(connection: &mut PgConnection, template: &str) -> bool {
    query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
        .bind(template)
        .fetch_one(connection)
        .await
        .unwrap_or_else(|error| panic!("can't look for {template}: {error}"))
}

/// Migrates under another name: a template that exists is complete.
async fn make(
    connection: &mut PgConnection,
    maintenance: &str,
    template: &str,
    migrate: &impl AsyncFn(&str),
) {
    let new = format!("{template}_new");
    run(connection, &drop_statement(&new)).await;
    run(
        connection,
        &format!("CREATE DATABASE {new} TEMPLATE template0"),
    )
    .await;
    migrate(&server::with_database(maintenance, &new)).await;
    close_sessions(connection, &new).await;
    run(
        connection,
        &format!("ALTER DATABASE {new} ALLOW_CONNECTIONS false"),
    )
    .await;
    run(
        connection,
        &format!("ALTER DATABASE {new} RENAME TO {template}"),
    )
    .await;
    run(
        connection,
        &format!("COMMENT ON DATABASE {template} IS '{}'", today()),
    )
    .await;
}

/// A pool that `migrate` has dropped closes its connections a little later, and
/// a database in use can't be renamed.
async fn close_sessions(connection: &mut PgConnection, database: &str) {
    query(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
         WHERE datname = $1 AND pid <> pg_backend_pid()",
    )
    .bind(database)
    .execute(connection)
    .await
    .unwrap_or_else(|error| panic!("can't end the sessions of {database}: {error}"));
}

/// Removes templates of other days: each change of a migration makes a new one.
/// One that is still wanted is made again.
async fn remove_old(connection: &mut PgConnection) {
    let old: Vec<String> = query_scalar(
        "SELECT datname::text FROM pg_database \
         WHERE datname ~ '^template_[0-9a-f]{12}$' \
         AND shobj_description(oid, 'pg_database') <> $1",
    )
    .bind(today())
    .fetch_all(&mut *connection)
    .await
    .unwrap_or_default();
    for name in old {
        // It may be being cloned; the next time then.
        let _ = query(&format!("DROP DATABASE IF EXISTS {name}"))
            .execute(&mut *connection)
            .await;
    }
}

async fn run(connection: &mut PgConnection, sql: &str) {
    query(sql)
        .execute(connection)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
}

fn today() -> String {
    chrono::Utc::now().date_naive().to_string()
}
