//! What every import does, whatever its rows are: many rows under way at once, each decided once, and
//! an account of it.

use super::{ImportError, Outcome, Report};
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::Role;
use domain::kernel::Refusal;
use event_store::{Executed, ExecuteError};
use serde::Serialize;
use std::collections::HashSet;
use std::future::Future;
use std::io::Write;
use std::time::Instant;
use tokio::task::JoinSet;
use uuid::Uuid;

/// Rows that are under way at once; they share group commits.
const IN_FLIGHT: usize = 256;

/// What an import did. `imported + already + refused = rows`, always.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Imported {
    /// Rows of the file.
    pub rows: u64,
    /// Rows that became known by this run.
    pub imported: u64,
    /// Rows that were known before.
    pub already: u64,
    /// Rows that could not be used; the report names them.
    pub refused: u64,
    /// Events that the log grew by, those that followed included.
    pub events: i64,
    /// How long it took.
    pub seconds: f64,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many rows are done with.
    Rows(u64),
    /// All rows are; what follows from them is under way.
    Following,
}

/// Why an import stopped. What it had done stays done: repeated, it goes on.
#[derive(Debug, thiserror::Error)]
pub enum ImportFailure {
    /// The file or its mapping.
    #[error(transparent)]
    File(#[from] ImportError),
    /// The service.
    #[error(transparent)]
    Service(#[from] Failure),
}

/// What became of a row.
pub(super) enum Fate {
    Imported,
    Already,
    Refused { code: String, message: String },
}

struct Done {
    line: u64,
    key: String,
    subject_id: Uuid,
    fate: Result<Fate, Failure>,
}

/// A refused row, as the report tells it: line, key, code, message.
type Refused = (u64, String, String, String);

/// An import under way.
pub(super) struct Run<'a> {
    ctx: &'a Context,
    progress: &'a (dyn Fn(Progress) + Sync),
    started: Instant,
    before: i64,
    imported: Imported,
    tasks: JoinSet<Done>,
    subjects: HashSet<Uuid>,
    refusals: Vec<Refused>,
}

impl<'a> Run<'a> {
    /// Begins.
    pub async fn begin(ctx: &'a Context, actor: &Actor, progress: &'a (dyn Fn(Progress) + Sync)) -> Result<Self, ImportFailure> {
        actor.must_have(&[Role::Admin])?;
        Ok(Self {
            ctx,
            progress,
            started: Instant::now(),
            before: ctx.store.head().await.map_err(Failure::from)?,
            imported: Imported::default(),
            tasks: JoinSet::new(),
            subjects: HashSet::new(),
            refusals: Vec::new(),
        })
    }

    /// A row that cannot be used and of which the report knows.
    pub fn refuse(&mut self) {
        self.imported.rows += 1;
        self.imported.refused += 1;
    }

    /// A row that cannot be used and of which the report is told at the end.
    pub fn refuse_with(&mut self, refused: Refused) {
        self.refuse();
        self.refusals.push(refused);
    }

    /// Sets out to decide a row of a subject. Rows of one subject are decided in the file's order, so
    /// that a repeat decides alike.
    pub async fn start(
        &mut self,
        line: u64,
        key: &str,
        subject_id: Uuid,
        fate: impl Future<Output = Result<Fate, Failure>> + Send + 'static,
    ) -> Result<(), ImportFailure> {
        self.imported.rows += 1;
        while self.tasks.len() >= IN_FLIGHT || self.subjects.contains(&subject_id) {
            self.one_done().await?;
        }
        self.subjects.insert(subject_id);
        let key = key.to_owned();
        self.tasks.spawn(async move { Done { line, key, subject_id, fate: fate.await } });
        Ok(())
    }

    /// Waits for whichever row is done first.
    async fn one_done(&mut self) -> Result<(), ImportFailure> {
        let Some(joined) = self.tasks.join_next().await else { return Ok(()) };
        let done = joined.map_err(|error| Failure::Internal(format!("a row's task ended early: {error}")))?;
        self.subjects.remove(&done.subject_id);
        match done.fate? {
            Fate::Imported => self.imported.imported += 1,
            Fate::Already => self.imported.already += 1,
            Fate::Refused { code, message } => {
                self.imported.refused += 1;
                self.refusals.push((done.line, done.key, code, message));
            }
        }
        (self.progress)(Progress::Rows(self.imported.imported + self.imported.already + self.imported.refused));
        Ok(())
    }

    /// Waits for what is under way, tells the report of every refusal, and brings reactors and read
    /// models to rest where anything was written.
    pub async fn end<W: Write>(mut self, report: Option<&mut Report<W>>, dry_run: bool) -> Result<Imported, ImportFailure> {
        while !self.tasks.is_empty() {
            self.one_done().await?;
        }
        if let Some(report) = report {
            self.refusals.sort_unstable();
            for (line, key, code, message) in &self.refusals {
                report.entry(*line, key, Outcome::Refused, code, message)?;
            }
        }
        let mut imported = self.imported;
        if !dry_run {
            (self.progress)(Progress::Following);
            self.ctx.settle().await?;
            imported.events = self.ctx.store.head().await.map_err(Failure::from)? - self.before;
        }
        imported.seconds = (self.started.elapsed().as_secs_f64() * 1_000.0).round() / 1_000.0;
        Ok(imported)
    }
}

/// The same row of the same register is the same command.
pub(super) fn key_of(source: &str, source_key: &str, source_row_hash: &str) -> CommandKey {
    let name = format!("parvaneh:import:{source}:{source_key}:{source_row_hash}");
    CommandKey { id: Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()), request: source_row_hash.as_bytes().to_vec() }
}

/// What a row's command came to; `refused` says what a refusal of the domain means for the row.
pub(super) fn fate_of<E: Refusal>(executed: Result<Executed, ExecuteError<E>>, refused: impl Fn(&E) -> Fate) -> Result<Fate, Failure> {
    match executed {
        Ok(executed) if executed.repeated => Ok(Fate::Already),
        Ok(_) => Ok(Fate::Imported),
        Err(ExecuteError::Refused(refusal)) => Ok(refused(&refusal)),
        Err(other) => match Failure::from(other) {
            taken @ Failure::Taken(_) => Ok(Fate::Refused { code: "taken".to_owned(), message: taken.to_string() }),
            Failure::Refused { code, .. } => Ok(Fate::Refused { code: code.to_owned(), message: "the log cannot keep this row".to_owned() }),
            failure => Err(failure),
        },
    }
}
