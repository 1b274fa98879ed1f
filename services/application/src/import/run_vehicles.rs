//! A register, imported: one row is one command on its vehicle; licence and code follow by reactors.

use super::run::{Fate, Run, fate_of, key_of};
use super::{ImportFailure, Imported, Mapping, Progress, Register, Report};
use crate::{Actor, Context, Failure};
use chrono::Datelike;
use domain::kernel::Refusal;
use domain::licensing::vehicle::{LegacyRecord, Vehicle, VehicleCommand, VehicleError};
use std::io::{Read, Write};
use uuid::Uuid;

/// Imports vehicles, row by row, and brings reactors and read models to rest. Killed and repeated it
/// ends in the same place: a row's command has the same id each time. Without a mapping the one
/// whose columns the header names is taken. A dry run decides every row and writes nothing.
///
/// # Errors
/// [`Failure::Forbidden`] for who is neither operator nor admin; where the file cannot be used or
/// the service does not answer.
pub async fn import_vehicles<R: Read, W: Write>(
    ctx: &Context,
    actor: &Actor,
    reader: R,
    mapping: Option<Mapping>,
    dry_run: bool,
    mut report: Option<&mut Report<W>>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Imported, ImportFailure> {
    let mut run = Run::begin(ctx, actor, progress).await?;
    let register = Register::open(reader)?;
    let mapping = match mapping {
        Some(mapping) => mapping,
        None => Mapping::for_header(register.header())?,
    };
    let this_year = u16::try_from(ctx.today().year()).unwrap_or(u16::MAX - 1);
    for row in register.rows(&mapping, this_year)? {
        let row = row?;
        if let Some(report) = report.as_deref_mut() {
            report.row(&row)?;
        }
        let Ok(record) = row.outcome else {
            run.refuse();
            continue;
        };
        let vehicle_id = LegacyRecord::vehicle_id(&record.source, &record.source_key);
        let key = record.source_key.clone();
        run.start(row.line, &key, vehicle_id, one(ctx.clone(), actor.clone(), vehicle_id, record, dry_run)).await?;
    }
    run.end(report, dry_run).await
}

/// One row; owns what it works on, so that many can be under way at once.
async fn one(ctx: Context, actor: Actor, vehicle_id: Uuid, record: Box<LegacyRecord>, dry_run: bool) -> Result<Fate, Failure> {
    if dry_run {
        let (vehicle, _) = ctx.store.load::<Vehicle>(vehicle_id).await?;
        return Ok(match vehicle.decide(VehicleCommand::ImportLegacyRecord(record)) {
            Ok(_) => Fate::Imported,
            Err(refusal) => refused(&refusal),
        });
    }
    let key = key_of(&record.source, &record.source_key, &record.source_row_hash);
    let envelope = actor.envelope(&ctx, "ImportLegacyRecord", &key);
    let executed = ctx.store.execute::<Vehicle>(vehicle_id, VehicleCommand::ImportLegacyRecord(record), envelope).await;
    fate_of(executed, refused)
}

fn refused(refusal: &VehicleError) -> Fate {
    match refusal {
        VehicleError::AlreadyImported => Fate::Already,
        refusal => Fate::Refused { code: refusal.code().to_owned(), message: refusal.to_string() },
    }
}
