//! One batch of commands in one transaction and one round trip.

mod columns;

use crate::StoreError;
use crate::envelope::Executed;
use crate::request::{Outcome, Request};
use columns::{Asked, Beside, Made};
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

/// Appends a batch. A request that fails leaves no trace and no hole; the others go on.
///
/// No command id, aggregate, claim or new key may occur in two requests of a batch.
#[cfg(not(feature = "acknowledge-early"))]
pub(crate) async fn append(db: &mut PgConnection, batch: &[Request]) -> Result<Vec<Outcome>, StoreError> {
    append_with(Care::Straight, db, batch).await
}

/// The same, with the care to begin with. In a transaction of the caller's, which a refused key would
/// end, only looking will do.
pub(crate) async fn append_with(mut care: Care, db: &mut PgConnection, batch: &[Request]) -> Result<Vec<Outcome>, StoreError> {
    let mut outcomes: Vec<Option<Outcome>> = vec![None; batch.len()];
    loop {
        let (places, left): (Vec<usize>, Vec<&Request>) =
            batch.iter().enumerate().filter(|(at, _)| outcomes[*at].is_none()).unzip();
        if left.is_empty() {
            return Ok(outcomes.into_iter().flatten().collect());
        }
        match try_append(db, &left, care).await {
            // Where any must not be appended none was, and the others go once more, without those.
            Ok(answers) => {
                for (at, outcome) in places.into_iter().zip(answers) {
                    outcomes[at] = outcome;
                }
            }
            Err(error) if care == Care::Straight && asks_to_look(&error) => care = Care::Looking,
            Err(error) => return Err(error),
        }
    }
}

/// Whether each request is looked up before anything is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Care {
    /// Most batches fit, and the keys refuse those that don't.
    Straight,
    /// Who doesn't fit, and why, is asked under the lock.
    Looking,
}

/// Whether a batch that went straight was refused for what it is: by a unique key, or by the function.
fn asks_to_look(error: &StoreError) -> bool {
    let StoreError::Database(error) = error else { return false };
    error.as_database_error().and_then(|error| error.code()).is_some_and(|code| code == "23505" || code == "P0A02")
}

/// Appends all of these or none. Those that would have been appended, had all been fit, are left
/// open.
async fn try_append(db: &mut PgConnection, batch: &[&Request], care: Care) -> Result<Vec<Option<Outcome>>, StoreError> {
    let asked = Asked::of(batch);
    let made = Made::of(batch);
    let beside = Beside::of(batch);
    // A statement of its own is a transaction of its own. The row may come before the commit, so
    // all that the server says is read: only when it is ready again is the batch durable.
    let answer = sqlx::query(
        "/* append::append */ SELECT head, verdicts, scopes, done_firsts, done_lasts FROM append(
             $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
             $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35)",
    )
    .bind(care == Care::Looking)
    .bind(&asked.commands)
    .bind(&asked.hmacs)
    .bind(&asked.kinds)
    .bind(&asked.ids)
    .bind(&asked.sequences)
    .bind(&asked.firsts)
    .bind(&asked.lasts)
    .bind(made.kinds)
    .bind(made.aggregates)
    .bind(made.sequences)
    .bind(made.ids)
    .bind(made.commands)
    .bind(made.types)
    .bind(made.versions)
    .bind(made.payloads)
    .bind(made.metadata)
    .bind(made.actors)
    .bind(made.correlations)
    .bind(made.causations)
    .bind(made.salts)
    .bind(made.times)
    .bind(beside.takes.0)
    .bind(beside.takes.1)
    .bind(beside.takes.2)
    .bind(beside.releases.0)
    .bind(beside.releases.1)
    .bind(beside.keys.0)
    .bind(beside.keys.1)
    .bind(beside.keys.2)
    .bind(beside.keys.3)
    .bind(beside.blobs.0)
    .bind(beside.blobs.1)
    .bind(beside.blobs.2)
    .bind(beside.blobs.3)
    .fetch_all(db)
    .await?;
    let row = answer.first().ok_or(sqlx::Error::RowNotFound)?;
    Ok(outcomes(batch, &asked, row)?)
}

/// Reads the function's answer; the migration says what it means.
fn outcomes(batch: &[&Request], asked: &Asked<'_>, row: &PgRow) -> Result<Vec<Option<Outcome>>, sqlx::Error> {
    let head: i64 = row.try_get("head")?;
    let verdicts: Vec<i16> = row.try_get("verdicts")?;
    // Absent where nothing was looked up.
    let firsts: Vec<Option<i64>> = row.try_get::<Option<_>, _>("done_firsts")?.unwrap_or_default();
    let lasts: Vec<Option<i64>> = row.try_get::<Option<_>, _>("done_lasts")?.unwrap_or_default();
    // Absent where no claim was refused.
    let scopes: Vec<Option<String>> = row.try_get::<Option<_>, _>("scopes")?.unwrap_or_default();
    let appended = verdicts.iter().all(|verdict| *verdict == 0);
    let outcome = |(at, request): (usize, &&Request)| {
        let unknown = || sqlx::Error::Protocol("append() gave an answer that it never gives".to_owned());
        let done = |list: &[Option<i64>]| list.get(at).copied().flatten().ok_or_else(unknown);
        Ok(match verdicts.get(at).ok_or_else(unknown)? {
            0 => appended.then(|| {
                let (first_position, last_position) = (head + asked.firsts[at], head + asked.lasts[at]);
                Outcome::Appended(Executed { first_position, last_position, repeated: false })
            }),
            1 => Some(Outcome::Repeated(Executed { first_position: done(&firsts)?, last_position: done(&lasts)?, repeated: true })),
            2 => Some(Outcome::KeyReused),
            3 => Some(Outcome::Conflict),
            4 => {
                let scope = scopes.get(at).and_then(Option::as_deref);
                let taken = request.takes.iter().find(|(taken, _)| scope == Some(taken));
                Some(Outcome::Taken(taken.ok_or_else(unknown)?.0))
            }
            _ => return Err(unknown()),
        })
    };
    batch.iter().enumerate().map(outcome).collect()
}
