//! A register of inspections, imported: one row is one command on its inspection.

use super::{Fate, ImportFailure, Imported, InspectionLines, InspectionMapping, Outcome, Progress, Report};
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::Role;
use domain::kernel::Refusal;
use domain::licensing::inspection::{Inspection, InspectionCommand, InspectionError, LegacyInspection};
use domain::licensing::vehicle::Vehicle;
use event_store::ExecuteError;
use std::collections::HashSet;
use std::io::{Read, Write};
use std::time::Instant;
use tokio::task::JoinSet;
use uuid::Uuid;

/// Rows that are under way at once; they share group commits.
const IN_FLIGHT: usize = 256;

struct Done {
    line: u64,
    key: String,
    inspection_id: Uuid,
    fate: Result<Fate, Failure>,
}

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
    mut report: Option<&mut Report<W>>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Imported, ImportFailure> {
    actor.must_have(&[Role::Admin])?;
    let started = Instant::now();
    let mapping = mapping.unwrap_or_else(InspectionMapping::embedded);
    let before = ctx.store.head().await.map_err(Failure::from)?;

    let mut run = Run::default();
    for line in InspectionLines::open(reader, &mapping)? {
        let line = line?;
        run.imported.rows += 1;
        let row = match line.outcome {
            Ok(row) => row,
            Err(refused) => {
                run.imported.refused += 1;
                run.refusals.push((line.line, refused.key.unwrap_or_default(), refused.reason.code().to_owned(), refused.reason.to_string()));
                continue;
            }
        };
        let inspection_id = LegacyInspection::inspection_id(&row.source, &row.source_key);
        // Rows of one inspection are decided in the file's order, so that a repeat decides alike.
        while run.tasks.len() >= IN_FLIGHT || run.inspections.contains(&inspection_id) {
            run.one_done(progress).await?;
        }
        run.inspections.insert(inspection_id);
        run.tasks.spawn(one(ctx.clone(), actor.clone(), line.line, inspection_id, row, dry_run));
    }
    while !run.tasks.is_empty() {
        run.one_done(progress).await?;
    }

    if let Some(report) = report.as_deref_mut() {
        run.refusals.sort_unstable();
        for (line, key, code, message) in &run.refusals {
            report.entry(*line, key, Outcome::Refused, code, message)?;
        }
    }
    let mut imported = run.imported;
    if !dry_run {
        progress(Progress::Following);
        ctx.settle().await?;
        imported.events = ctx.store.head().await.map_err(Failure::from)? - before;
    }
    imported.seconds = (started.elapsed().as_secs_f64() * 1_000.0).round() / 1_000.0;
    Ok(imported)
}

#[derive(Default)]
struct Run {
    imported: Imported,
    tasks: JoinSet<Done>,
    inspections: HashSet<Uuid>,
    refusals: Vec<(u64, String, String, String)>,
}

impl Run {
    /// Waits for whichever row is done first.
    async fn one_done(&mut self, progress: &(dyn Fn(Progress) + Sync)) -> Result<(), ImportFailure> {
        let Some(joined) = self.tasks.join_next().await else { return Ok(()) };
        let done = joined.map_err(|error| Failure::Internal(format!("a row's task ended early: {error}")))?;
        self.inspections.remove(&done.inspection_id);
        match done.fate? {
            Fate::Imported => self.imported.imported += 1,
            Fate::Already => self.imported.already += 1,
            Fate::Refused { code, message } => {
                self.imported.refused += 1;
                self.refusals.push((done.line, done.key, code, message));
            }
        }
        progress(Progress::Rows(self.imported.imported + self.imported.already + self.imported.refused));
        Ok(())
    }
}

/// One row; owns what it works on, so that many can be under way at once.
async fn one(ctx: Context, actor: Actor, line: u64, inspection_id: Uuid, row: Box<LegacyInspection>, dry_run: bool) -> Done {
    let key = row.source_key.clone();
    let fate = decide(&ctx, &actor, inspection_id, row, dry_run).await;
    Done { line, key, inspection_id, fate }
}

async fn decide(ctx: &Context, actor: &Actor, inspection_id: Uuid, row: Box<LegacyInspection>, dry_run: bool) -> Result<Fate, Failure> {
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
    let name = format!("parvaneh:import:{}:{}:{}", row.source, row.source_key, row.source_row_hash);
    let key = CommandKey { id: Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()), request: row.source_row_hash.clone().into_bytes() };
    let envelope = actor.envelope(ctx, "ImportInspection", &key);
    match ctx.store.execute::<Inspection>(inspection_id, InspectionCommand::Import(row), envelope).await {
        Ok(executed) if executed.repeated => Ok(Fate::Already),
        Ok(_) => Ok(Fate::Imported),
        Err(ExecuteError::Refused(refusal)) => Ok(refused(&refusal)),
        Err(other) => match Failure::from(other) {
            Failure::Refused { code, .. } => Ok(Fate::Refused { code: code.to_owned(), message: "the log cannot keep this row".to_owned() }),
            failure => Err(failure),
        },
    }
}

fn refused(refusal: &InspectionError) -> Fate {
    match refusal {
        InspectionError::AlreadyImported => Fate::Already,
        refusal => Fate::Refused { code: refusal.code().to_owned(), message: refusal.to_string() },
    }
}
