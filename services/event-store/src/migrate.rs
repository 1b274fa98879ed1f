//! Schemas, roles and tables of a city, made and moved forward.

use crate::{Access, City, StoreError};
use sqlx::migrate::Migrator;
use sqlx::{Connection, Executor, PgConnection};

/// Migrations of the log.
pub static STORE: Migrator = sqlx::migrate!("../../migrations/store");
/// Migrations of what may be lost.
pub static OPS: Migrator = sqlx::migrate!("../../migrations/ops");

/// The lock of whoever migrates a database.
const ONE_AT_A_TIME: i64 = 0x7061_7276_616e_6568;

/// What a run of [`migrate`] ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migrated {
    /// The log's version.
    pub store: i64,
    /// The version of `ops`.
    pub ops: i64,
    /// Whether the roles of application and auditor are in force.
    pub roles: bool,
}

/// Makes a city's schemas and roles where they are missing, and brings log and ops to the newest
/// version. On connections of its own: a failed run on a pool would keep its lock.
///
/// # Errors
/// Where the server refuses; nothing is half done then, each migration is one transaction.
pub async fn migrate(url: &str, city: &City) -> Result<Migrated, StoreError> {
    let none: [String; 1] = ["pg_catalog".to_owned()];
    let mut owner = PgConnection::connect_with(&city.options(url, Access::Owner, &none).await?).await?;
    // One process at a time: PostgreSQL refuses two who grant the same at once. The lock goes with its
    // connection.
    owner.execute(format!("/* migrate::migrate */ SELECT pg_advisory_lock({ONE_AT_A_TIME})").as_str()).await?;
    let roles = make_roles(&mut owner, city).await?;
    make_schemas(&mut owner, city, roles).await?;

    let log = [city.log_schema()];
    let mut store = PgConnection::connect_with(&city.options(url, Access::Owner, &log).await?).await?;
    STORE.run(&mut store).await?;
    if roles {
        grant(&mut store, city).await?;
    }
    store.close().await?;

    let own = [city.ops_schema()];
    let mut ops = PgConnection::connect_with(&city.options(url, Access::Application, &own).await?).await?;
    OPS.run(&mut ops).await?;
    ops.close().await?;
    owner.close().await?;
    Ok(Migrated { store: newest(&STORE), ops: newest(&OPS), roles })
}

fn newest(migrator: &Migrator) -> i64 {
    migrator.iter().map(|migration| migration.version).max().unwrap_or(0)
}

/// Roles are the cluster's; where this connection may not make them, triggers alone guard the log.
async fn make_roles(owner: &mut PgConnection, city: &City) -> Result<bool, StoreError> {
    let may: bool = sqlx::query_scalar(
        "/* migrate::make_roles */ SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user",
    )
    .fetch_one(&mut *owner)
    .await?;
    if !may {
        return Ok(false);
    }
    for role in [city.app_role(), city.auditor_role()] {
        let sql = format!(
            "DO $$ BEGIN
                IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role} NOLOGIN; END IF;
                EXECUTE format('GRANT {role} TO %I', current_user);
             EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        );
        // Two databases of one cluster may make the same role at once; the loser asks again.
        let mut tries = 0;
        while let Err(error) = owner.execute(sql.as_str()).await {
            tries += 1;
            if tries == 5 {
                return Err(error.into());
            }
        }
    }
    Ok(true)
}

async fn make_schemas(owner: &mut PgConnection, city: &City, roles: bool) -> Result<(), StoreError> {
    let (log, read, ops) = (city.log_schema(), city.read_schema(), city.ops_schema());
    let (app, auditor) = (city.app_role(), city.auditor_role());
    let mut sql = format!("CREATE SCHEMA IF NOT EXISTS {log}; CREATE SCHEMA IF NOT EXISTS {read}; CREATE SCHEMA IF NOT EXISTS {ops};");
    if roles {
        sql += &format!(
            "ALTER SCHEMA {read} OWNER TO {app}; ALTER SCHEMA {ops} OWNER TO {app};
             GRANT USAGE ON SCHEMA {log} TO {app}, {auditor};
             GRANT USAGE ON SCHEMA {read}, {ops} TO {auditor};
             ALTER DEFAULT PRIVILEGES FOR ROLE {app} IN SCHEMA {read}, {ops} GRANT SELECT ON TABLES TO {auditor};
             -- What the owner makes by hand in the read schema is for auditors to find, too.
             ALTER DEFAULT PRIVILEGES IN SCHEMA {read} GRANT SELECT ON TABLES TO {auditor};
             DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO {auditor}', current_database()); END $$;"
        );
    }
    owner.execute(sql.as_str()).await?;
    Ok(())
}

/// The application appends; it has no UPDATE, DELETE or TRUNCATE on events.
async fn grant(store: &mut PgConnection, city: &City) -> Result<(), StoreError> {
    let (app, auditor) = (city.app_role(), city.auditor_role());
    let sql = format!(
        "GRANT SELECT, INSERT ON events, commands, blobs TO {app};
         GRANT SELECT, UPDATE ON log_head TO {app};
         GRANT SELECT, INSERT, DELETE ON claims TO {app};
         GRANT SELECT, INSERT, UPDATE ON subject_keys, counters, leases, reactor_checkpoints, reactor_parked, standstills TO {app};
         GRANT DELETE ON reactor_parked TO {app};
         GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {auditor};",
        city.log_schema()
    );
    store.execute(sql.as_str()).await?;
    Ok(())
}
