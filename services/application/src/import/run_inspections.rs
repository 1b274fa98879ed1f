//! A register of inspections, imported: one row is one command on its inspection.

use super::run::{Fate, Run, fate_of, key_of};
use super::{ImportFailure, Imported, InspectionLines, InspectionMapping, Progress, Report};
use crate::{Actor, Context, Failure};
use domain::kernel::Refusal;
use domain::licensing::inspection::{Inspection, InspectionCommand, InspectionError, LegacyInspection};
use domain::licensing::vehicle::Vehicle;
use std::io::{Read, Write};
use uuid::Uuid;

/// Imports inspections, row by row, of vehicles that were imported before. Killed and repeated it ends
/// in the same place: a row's command has the same id each time. A dry run decides every row and
/// writes nothing.
///
/// # Errors
/// [`Failure::Forbidden`] for who is neither operator nor admin; where the file cannot be used or the
/// service does not answer.
pub async fn import_inspections<R: Read, W: Write>(
    ctx: &Context,
    actor: &Actor,
    reader: R,
    mapping: Option<InspectionMapping>,
    dry_run: bool,
    report: Option<&mut Report<W>>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Imported, ImportFailure> {
    let mut run = Run::begin(ctx, actor, progress).await?;
    let mapping = mapping.unwrap_or_else(InspectionMapping::embedded);
    for line in InspectionLines::open(reader, &mapping)? {
        let line = line?;
        let row = match line.outcome {
            Ok(row) => row,
            Err(refused) => {
                run.refuse_with((line.line, refused.key.unwrap_or_default(), refused.reason.code().to_owned(), refused.reason.to_string()));
                continue;
            }
        };
        let inspection_id = LegacyInspection::inspection_id(&row.source, &row.source_key);
        let key = row.source_key.clone();
        run.start(line.line, &key, inspection_id, one(ctx.clone(), actor.clone(), inspection_id, row, dry_run)).await?;
    }
    run.end(report, dry_run).await
}

/// One row; owns what it works on, so that many can be under way at once.
async fn one(ctx: Context, actor: Actor, inspection_id: Uuid, row: Box<LegacyInspection>, dry_run: bool) -> Result<Fate, Failure> {
    if ctx.store.load::<Vehicle>(row.vehicle_id).await?.0 == Vehicle::Absent {
        let message = "no vehicle of this type and number was imported: import the vehicles first".to_owned();
        return Ok(Fate::Refused { code: "row-unknown-vehicle".to_owned(), message });
    }
    if dry_run {
        let (inspection, _) = ctx.store.load::<Inspection>(inspection_id).await?;
        return Ok(match inspection.decide(InspectionCommand::Import(row)) {
            Ok(_) => Fate::Imported,
            Err(refusal) => refused(&refusal),
        });
    }
    let key = key_of(&row.source, &row.source_key, &row.source_row_hash);
    let envelope = actor.envelope(&ctx, "ImportInspection", &key);
    let executed = ctx.store.execute::<Inspection>(inspection_id, InspectionCommand::Import(row), envelope).await;
    fate_of(executed, refused)
}

fn refused(refusal: &InspectionError) -> Fate {
    match refusal {
        InspectionError::AlreadyImported => Fate::Already,
        refusal => Fate::Refused { code: refusal.code().to_owned(), message: refusal.to_string() },
    }
}
