use crate::complaints::READERS;
use crate::{Actor, Context, Failure};
use chrono::{DateTime, Utc};
use domain::identity::person::person_of;
use projections::ratings::query;
use uuid::Uuid;

/// How many of them are shown.
const SHOWN: i64 = 20;

/// What a passenger wrote with a rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassengerComment {
    /// When it was written.
    pub at: DateTime<Utc>,
    /// How many of five stars went with it.
    pub stars: i16,
    /// The words.
    pub text: String,
}

/// What passengers wrote with their ratings of a vehicle, the newest first, for whoever may read
/// complaints; nothing of rides that the reader drove, nor of what was erased.
pub(super) async fn comments(ctx: &Context, actor: &Actor, vehicle_id: Uuid) -> Result<Vec<PassengerComment>, Failure> {
    if !actor.has(READERS) {
        return Ok(Vec::new());
    }
    let reader = actor.account_id().map(person_of);
    let mut comments = Vec::new();
    for row in query::commented(ctx.pool(), vehicle_id, SHOWN).await? {
        if row.driver_id.is_some() && row.driver_id == reader {
            continue;
        }
        let text = ctx.open(row.comment.as_ref()).await?;
        comments.extend(text.map(|text| PassengerComment { at: row.rated_at, stars: row.stars, text }));
    }
    Ok(comments)
}
