use super::manifest::{Manifest, sha256_of};
use super::tools::Tools;
use crate::city::Database;
use crate::fault::Fault;
use chrono::Utc;
use event_store::{Access, Keys, digest};
use sqlx::{ConnectOptions as _, Connection as _, Executor as _};
use std::fs::{self, DirBuilder, File, Permissions};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::Path;

/// Dumps the log into a new or empty folder, as of one moment and without holding anybody up.
///
/// # Errors
/// Where the folder holds something, or `pg_dump` is missing or fails.
pub async fn take(database: &Database, key_file: &Path, folder: &Path) -> Result<Manifest, Fault> {
    let keys = Keys::read(key_file)?;
    prepare(folder)?;
    let city = &database.city;
    let mut db = city.options(&database.url, Access::Owner, &[city.log_schema()]).await?.connect().await?;
    let tools = Tools::for_server(&mut db).await?;
    let mut moment = db.begin().await?;
    moment.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?;
    let snapshot: String = sqlx::query_scalar("/* take::take */ SELECT pg_export_snapshot()").fetch_one(&mut *moment).await?;
    let log = digest(&mut moment).await?;
    let dump = Manifest::dump(folder);
    let arguments = [
        "--format=custom".to_owned(),
        format!("--schema={}", city.log_schema()),
        format!("--snapshot={snapshot}"),
        format!("--file={}", dump.display()),
    ];
    tools.run("pg_dump", &database.url, &arguments).await?;
    moment.rollback().await?;
    db.close().await?;
    File::open(&dump).and_then(|file| file.sync_all()).map_err(|error| Fault::Environment(format!("{}: {error}", dump.display())))?;
    let manifest = Manifest {
        format: 1,
        city: city.name().to_owned(),
        taken_at: Utc::now(),
        software: env!("CARGO_PKG_VERSION").to_owned(),
        store: database.migrated.store,
        log,
        dump_sha256: sha256_of(&dump)?,
        key_file: key_file.to_owned(),
        keys: keys.fingerprint(),
    };
    manifest.write(folder)?;
    remember(database, &manifest).await?;
    Ok(manifest)
}

/// Leaves a mark of it, by which `doctor` sees how old the newest is.
async fn remember(database: &Database, manifest: &Manifest) -> Result<(), Fault> {
    let city = &database.city;
    let mut db = city.options(&database.url, Access::Owner, &[city.ops_schema()]).await?.connect().await?;
    sqlx::query("/* take::remember */ INSERT INTO backups (taken_at, position) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(manifest.taken_at)
        .bind(manifest.log.position)
        .execute(&mut db)
        .await?;
    Ok(db.close().await?)
}

/// Makes the folder, closed to others; what is in one is never written over.
fn prepare(folder: &Path) -> Result<(), Fault> {
    let unusable = |error: std::io::Error| Fault::Environment(format!("{} cannot be used: {error}", folder.display()));
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(unusable)?;
    match fs::read_dir(folder).map_err(unusable)?.next() {
        // One that was there already may be open.
        None => fs::set_permissions(folder, Permissions::from_mode(0o700)).map_err(unusable),
        Some(_) => Err(Fault::Usage(format!("{} is not empty: name a new folder for each backup", folder.display()))),
    }
}
