//! Making the tables of read models.

use super::Projections;
use crate::{ProjectionError, ReadModel};
use sqlx::{Executor, PgConnection, Row as _};

const CHECKPOINTS: &str = include_str!("../../../migrations/read/checkpoints.sql");

/// Makes a model's tables, empty, in the first schema of the connection's search path.
///
/// # Errors
/// Where the database refuses.
pub async fn create_tables(db: &mut PgConnection, model: &dyn ReadModel, suffix: &str) -> Result<(), ProjectionError> {
    db.execute(model.ddl().replace("{next}", suffix).as_str()).await?;
    Ok(())
}

/// Makes the table of the checkpoints, empty, in the first schema of the connection's search path.
///
/// # Errors
/// Where the database refuses.
pub async fn create_checkpoints(db: &mut PgConnection) -> Result<(), ProjectionError> {
    db.execute(CHECKPOINTS).await?;
    Ok(())
}

impl Projections {
    /// Makes what is missing in the read schema, which must be the connection's first, and rebuilds
    /// every model whose tables are of another version. One that cannot be brought to the head of the log
    /// keeps none of the others from it, see [`Projections::rebuild`].
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn prepare(&self, db: &mut PgConnection) -> Result<(), ProjectionError> {
        let known: bool = sqlx::query_scalar(
            "/* tables::prepare */ SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'checkpoints')",
        )
        .fetch_one(&mut *db)
        .await?;
        if !known {
            create_checkpoints(db).await?;
        }
        for model in self.models() {
            let version: Option<i32> =
                sqlx::query("/* tables::prepare */ SELECT version FROM checkpoints WHERE model = $1")
                    .bind(model.name())
                    .fetch_optional(&mut *db)
                    .await?
                    .map(|row| row.try_get(0))
                    .transpose()?;
            match version {
                None => {
                    let mut tx = sqlx::Connection::begin(&mut *db).await?;
                    create_tables(&mut tx, model.as_ref(), "").await?;
                    sqlx::query("/* tables::prepare */ INSERT INTO checkpoints (model, version, position) VALUES ($1, $2, 0)")
                        .bind(model.name())
                        .bind(model.version())
                        .execute(&mut *tx)
                        .await?;
                    tx.commit().await?;
                }
                Some(version) if version != model.version() => {
                    for rebuilt in self.rebuild_models(db, vec![model.clone()]).await? {
                        if let Some(error) = rebuilt.fault {
                            self.stands_still(model.as_ref(), &error).await;
                        }
                    }
                }
                Some(_) => {}
            }
        }
        Ok(())
    }
}
