use super::READERS;
use crate::persons;
use crate::{Actor, Context, Failure};
use projections::applications::{ApplicationRow, query};
use projections::register;

/// So many are shown; more wait behind them.
const SHOWN: i64 = 100;

/// An application in the worklist.
#[derive(Debug, Clone)]
pub struct WorklistEntry {
    /// The application.
    pub row: ApplicationRow,
    /// Who applies; empty where the person was erased.
    pub applicant: String,
    /// The last valid day of the licence that it is about.
    pub licence_expires_on: Option<chrono::NaiveDate>,
}

/// What officers work on.
#[derive(Debug, Clone)]
pub struct Worklist {
    /// What waits for an officer, the soonest due first.
    pub under_review: Vec<WorklistEntry>,
    /// What waits for applicants.
    pub with_applicants: Vec<WorklistEntry>,
}

/// The officers' worklist.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no staff of that kind.
pub async fn worklist(ctx: &Context, actor: &Actor) -> Result<Worklist, Failure> {
    actor.must_have(READERS)?;
    Ok(Worklist {
        under_review: entries(ctx, query::under_review(ctx.pool(), SHOWN).await?).await?,
        with_applicants: entries(ctx, query::with_applicants(ctx.pool(), SHOWN).await?).await?,
    })
}

async fn entries(ctx: &Context, rows: Vec<ApplicationRow>) -> Result<Vec<WorklistEntry>, Failure> {
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let applicant = match query::person(ctx.pool(), row.person_id).await? {
            Some(person) => persons::opened(ctx, &person).await?.full_name(),
            None => String::new(),
        };
        let licence = match row.licence_id {
            Some(licence_id) => register::query::licence(ctx.pool(), licence_id).await?,
            None => None,
        };
        entries.push(WorklistEntry { applicant, licence_expires_on: licence.and_then(|licence| licence.expires_on), row });
    }
    Ok(entries)
}
