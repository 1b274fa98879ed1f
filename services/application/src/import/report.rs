//! What was odd in a register, as a CSV file for the people who keep it.

use super::{ImportError, Oddity, Row};
use domain::kernel::Refusal;
use domain::licensing::vehicle::ImportWarning;
use std::io::Write;

/// What became of what a line of the report tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The row was not imported.
    Refused,
    /// The row was imported, and a value of it stayed empty.
    Warning,
}

impl Outcome {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Warning => "warning",
        }
    }
}

/// A report under way: `line,key,outcome,reason,message`.
pub struct Report<W: Write> {
    csv: csv::Writer<W>,
}

impl<W: Write> Report<W> {
    /// Begins a report with its header.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn new(to: W) -> Result<Self, ImportError> {
        let mut csv = csv::Writer::from_writer(to);
        csv.write_record(["line", "key", "outcome", "reason", "message"])?;
        Ok(Self { csv })
    }

    /// Tells what reading a row found: its refusal, or each of its warnings.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn row(&mut self, row: &Row) -> Result<(), ImportError> {
        match &row.outcome {
            Err(refused) => {
                let key = refused.key.as_deref().unwrap_or_default();
                self.entry(row.line, key, Outcome::Refused, refused.reason.code(), &refused.reason.to_string())
            }
            Ok(record) => record.warnings.iter().try_for_each(|warning| {
                self.entry(row.line, &record.source_key, Outcome::Warning, &warning.reason, &message(warning))
            }),
        }
    }

    /// Tells of a row that the domain refused.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn refused(&mut self, line: u64, key: &str, refusal: &dyn Refusal) -> Result<(), ImportError> {
        self.entry(line, key, Outcome::Refused, refusal.code(), &refusal.to_string())
    }

    /// Writes one line.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn entry(&mut self, line: u64, key: &str, outcome: Outcome, reason: &str, message: &str) -> Result<(), ImportError> {
        self.csv.write_record([line.to_string().as_str(), key, outcome.code(), reason, message])?;
        Ok(())
    }

    /// Ends the report and gives back what it was written to.
    ///
    /// # Errors
    /// Where the last of it cannot be written.
    pub fn finish(self) -> Result<W, ImportError> {
        self.csv.into_inner().map_err(|error| ImportError::Report(error.into_error().into()))
    }
}

fn message(warning: &ImportWarning) -> String {
    let ImportWarning { field, value, reason } = warning;
    match (reason == Oddity::Blank.code(), value.is_empty()) {
        (true, true) => format!("{field} is blank"),
        (true, false) => format!("{field} says {value:?}, which stands for nothing"),
        (false, _) if reason == Oddity::Implausible.code() => format!("{field} {value:?} cannot be true and stays empty"),
        (false, _) => format!("{field} {value:?} is not a word of the mapping and stays empty"),
    }
}
