use super::{Answer, Call};
use crate::city::Database;
use crate::fault::Fault;
use clap::Args;
use serde_json::{Map, Value, json};

/// Bring the database to this version: log and ops by migrations, read models by rebuilding
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parvaneh migrate
  parvaneh migrate --format json --database-url postgres://taxi@db.example/taxi")]
pub(super) struct Migrate {}

impl Migrate {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let database = Database::open(&call.settings()?).await?;
        let answer = versions(&database).await;
        database.close().await;
        answer
    }
}

async fn versions(database: &Database) -> Result<Answer, Fault> {
    let pool = database.pool().await?;
    let projections = database.read_models(&pool).await?;
    let checkpoints = projections.checkpoints().await?;
    pool.close().await;
    let read: Map<String, Value> = checkpoints.iter().map(|at| (at.model.clone(), at.version.into())).collect();
    let models: Vec<_> = checkpoints.iter().map(|at| format!("{} {}", at.model, at.version)).collect();
    let migrated = database.migrated;
    let text = format!("store {}, ops {}, read: {}", migrated.store, migrated.ops, models.join(", "));
    Ok(Answer::fine(text, json!({ "store": migrated.store, "ops": migrated.ops, "read": read })))
}
