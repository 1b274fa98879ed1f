use super::manifest::Manifest;
use super::tools::Tools;
use crate::fault::Fault;
use event_store::{Access, City, Keys, digest};
use sqlx::{ConnectOptions as _, Connection as _, Executor as _, PgConnection};
use std::path::Path;

/// Loads a backup's log into a database that holds nothing of the city yet, and compares it with what
/// was backed up. Owners and privileges are left out: the migrations give them.
///
/// # Errors
/// Where the backup is another city's, needs another key file, or the city is not empty.
pub async fn load(url: &str, city: &City, key_file: &Path, folder: &Path, manifest: &Manifest) -> Result<(), Fault> {
    if manifest.city != city.name() {
        return Err(Fault::Usage(format!("this is a backup of {0}: restore it with --city {0}", manifest.city)));
    }
    check_keys(key_file, manifest)?;
    let mut db = city.options(url, Access::Owner, &[city.log_schema()]).await?.connect().await?;
    make_room(&mut db, city).await?;
    let tools = Tools::for_server(&mut db).await?;
    let dump = Manifest::dump(folder).display().to_string();
    let arguments = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", &dump].map(str::to_owned);
    tools.run("pg_restore", url, &arguments).await?;
    let log = digest(&mut db).await?;
    db.close().await?;
    if log != manifest.log {
        return Err(Fault::Environment(format!(
            "what was restored is not what was backed up: position {} and digest {} instead of {} and {}",
            log.position, log.sha256, manifest.log.position, manifest.log.sha256
        )));
    }
    Ok(())
}

/// Whether the key file at hand opens what the backup holds.
fn check_keys(key_file: &Path, manifest: &Manifest) -> Result<(), Fault> {
    let needed = format!(
        "the backup needs the key file that was {} (fingerprint {}, wrapping key {}): bring it back from its own backup, or name it with --keys",
        manifest.key_file.display(),
        manifest.keys.secrets,
        manifest.keys.wrapping
    );
    if !key_file.exists() {
        return Err(Fault::Environment(format!("the key file {} is missing; {needed}", key_file.display())));
    }
    if !Keys::read(key_file)?.opens(&manifest.keys) {
        return Err(Fault::Environment(format!("the key file {} is another; {needed}", key_file.display())));
    }
    Ok(())
}

/// A city in which nothing happened may go; any other stays, and so does the backup outside.
async fn make_room(db: &mut PgConnection, city: &City) -> Result<(), Fault> {
    let (log, read, ops) = (city.log_schema(), city.read_schema(), city.ops_schema());
    let taken: i64 = sqlx::query_scalar("/* restore::make_room */ SELECT count(*) FROM pg_tables WHERE schemaname = $1").bind(&log).fetch_one(&mut *db).await?;
    if taken > 0 {
        let known: bool = sqlx::query_scalar("/* restore::make_room */ SELECT to_regclass('events') IS NOT NULL").fetch_one(&mut *db).await?;
        let empty = known
            && sqlx::query_scalar("/* restore::make_room */ SELECT NOT EXISTS (SELECT FROM events) AND NOT EXISTS (SELECT FROM subject_keys)")
                .fetch_one(&mut *db)
                .await?;
        if !empty {
            return Err(Fault::Refused(format!(
                "{} is not empty in this database: a backup is restored into an empty city only, such as one in a new data folder (--data) or database (--database-url)",
                city.name()
            )));
        }
    }
    db.execute(format!("DROP SCHEMA IF EXISTS {log}, {read}, {ops} CASCADE").as_str()).await?;
    Ok(())
}
