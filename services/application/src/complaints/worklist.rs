use super::READERS;
use crate::{Actor, Context, Failure};
use projections::complaints::{ComplaintRow, query};
use projections::register::{self, VehicleRow};

/// Complaints that are shown at once; whoever has more of them does the oldest first.
const SHOWN: i64 = 200;
/// Decided ones that are shown.
const RESOLVED_SHOWN: i64 = 50;

/// A complaint in the worklist.
#[derive(Debug, Clone)]
pub struct ComplaintEntry {
    /// The complaint; its words stay sealed.
    pub row: ComplaintRow,
    /// The vehicle that it is about.
    pub vehicle: Option<VehicleRow>,
}

/// What officers answer.
#[derive(Debug, Clone)]
pub struct ComplaintWorklist {
    /// What waits for a decision, the soonest due first.
    pub open: Vec<ComplaintEntry>,
    /// What was decided, the latest first.
    pub resolved: Vec<ComplaintEntry>,
}

/// The officers' complaints.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no staff of that kind.
pub async fn worklist(ctx: &Context, actor: &Actor) -> Result<ComplaintWorklist, Failure> {
    actor.must_have(READERS)?;
    Ok(ComplaintWorklist {
        open: entries(ctx, query::open(ctx.pool(), SHOWN).await?).await?,
        resolved: entries(ctx, query::resolved(ctx.pool(), RESOLVED_SHOWN).await?).await?,
    })
}

async fn entries(ctx: &Context, rows: Vec<ComplaintRow>) -> Result<Vec<ComplaintEntry>, Failure> {
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let vehicle = register::query::vehicle(ctx.pool(), row.vehicle_id).await?;
        entries.push(ComplaintEntry { row, vehicle });
    }
    Ok(entries)
}
