//! The database in the cluster.

use sqlx::postgres::PgConnection;
use sqlx::{Connection as _, Error};

/// PostgreSQL's code for a database that does not exist.
const MISSING: &str = "3D000";

/// Makes sure that the database exists and takes connections. The caller holds
/// the start lock.
pub(super) async fn ensure(maintenance: &str, url: &str, database: &str) -> Result<(), Error> {
    match PgConnection::connect(url).await {
        Ok(connection) => return connection.close().await,
        Err(Error::Database(error)) if error.code().as_deref() == Some(MISSING) => {}
        Err(error) => return Err(error),
    }
    let mut connection = PgConnection::connect(maintenance).await?;
    // A name can't be a parameter; this one is our own.
    sqlx::query(&format!("CREATE DATABASE {database}"))
        .execute(&mut connection)
        .await?;
    connection.close().await
}
