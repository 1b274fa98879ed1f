//! Moving checkpoints.

use event_store::lazily::LAZILY;
use sqlx::PgExecutor;
use uuid::Uuid;

/// A model's checkpoint and where it is to go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pass {
    pub model: &'static str,
    pub version: i32,
    /// Where it must stand: the fence against other processes.
    pub from: i64,
    pub to: i64,
    /// The event there.
    pub event: Uuid,
}

/// Moves checkpoints; says of each whether it stood where it was to go from. The events are durable:
/// rows and checkpoint that a crash takes go together and are folded again, so the transaction does not
/// wait for the disk.
pub(super) async fn pass_all(db: impl PgExecutor<'_>, passes: &[Pass]) -> Result<Vec<bool>, sqlx::Error> {
    let sql = format!(
        "/* pass::pass_all */ {LAZILY} UPDATE checkpoints AS c SET position = pass.destination, event_id = pass.event
         FROM lazily, unnest($1::text[], $2::integer[], $3::bigint[], $4::bigint[], $5::uuid[])
             AS pass (model, version, origin, destination, event)
         WHERE c.model = pass.model AND c.version = pass.version AND c.position = pass.origin
         RETURNING c.model, c.position"
    );
    let moved: Vec<(String, i64)> = sqlx::query_as(&sql)
        .bind(passes.iter().map(|pass| pass.model).collect::<Vec<_>>())
        .bind(passes.iter().map(|pass| pass.version).collect::<Vec<_>>())
        .bind(passes.iter().map(|pass| pass.from).collect::<Vec<_>>())
        .bind(passes.iter().map(|pass| pass.to).collect::<Vec<_>>())
        .bind(passes.iter().map(|pass| pass.event).collect::<Vec<_>>())
        .fetch_all(db)
        .await?;
    Ok(passes.iter().map(|pass| moved.iter().any(|(model, to)| (model.as_str(), *to) == (pass.model, pass.to))).collect())
}
