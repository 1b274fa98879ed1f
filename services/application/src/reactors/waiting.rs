use super::{lease_name, names};
use crate::Failure;
use event_store::{reactor, standstill};
use sqlx::PgPool;
use std::collections::HashMap;

/// A reactor that waits for something to pass, and all of its later events with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The reactor's name.
    pub reactor: &'static str,
    /// The first position that it has not dealt with.
    pub position: i64,
    /// What it waits for.
    pub reason: String,
}

/// The reactors that have waited for longer than a moment, as whoever leads them has noted.
///
/// # Errors
/// Where the database does not answer.
pub async fn waiting(pool: &PgPool) -> Result<Vec<Waiting>, Failure> {
    let noted = standstill::noted(pool).await?;
    let stands: HashMap<String, i64> = reactor::checkpoints(pool).await?.into_iter().collect();
    let waits = |reactor: &'static str| {
        let position = stands.get(reactor).copied().unwrap_or(0) + 1;
        let noted = noted.iter().find(|noted| noted.position == position && noted.follower == lease_name(reactor))?;
        Some(Waiting { reactor, position, reason: noted.reason.clone() })
    };
    Ok(names().into_iter().filter_map(waits).collect())
}
