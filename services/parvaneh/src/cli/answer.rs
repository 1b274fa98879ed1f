//! What a command answers, as words or as one JSON value.

use crate::fault::Fault;
use serde_json::{Value, json};
use std::io::Write;
use std::process::ExitCode;

/// What stands on stdout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Words for people.
    Text,
    /// Exactly one JSON value.
    Json,
}

/// A command's answer.
#[derive(Debug)]
pub(super) struct Answer {
    /// For people; without a line break at its end.
    pub text: String,
    /// For programs.
    pub json: Value,
    /// The exit status: 1 where something was found that someone should look at.
    pub status: u8,
    /// Whether it was given already, as by a stream.
    pub given: bool,
}

impl Answer {
    /// All is well.
    pub fn fine(text: impl Into<String>, json: Value) -> Self {
        Self { text: text.into(), json, status: 0, given: false }
    }

    /// Nothing is left to say.
    pub fn given() -> Self {
        Self { given: true, ..Self::fine("", Value::Null) }
    }

    /// Exit status 1 where something was found.
    #[must_use]
    pub fn with_findings(mut self, found: bool) -> Self {
        self.status = u8::from(found);
        self
    }

    /// Writes it to stdout.
    pub fn print(&self, format: Format) {
        let line = match format {
            Format::Text => self.text.clone(),
            Format::Json => self.json.to_string(),
        };
        // Whoever read us may have left; the work is done all the same.
        let _ = writeln!(std::io::stdout(), "{line}");
    }
}

/// Writes what a command ended with, and turns it into the exit status.
pub(super) fn give(done: Result<Answer, Fault>, format: Format) -> ExitCode {
    match done {
        Ok(answer) => {
            if !answer.given {
                answer.print(format);
            }
            ExitCode::from(answer.status)
        }
        Err(fault) => {
            let _ = writeln!(std::io::stderr(), "parvaneh: {fault}");
            if format == Format::Json {
                let _ = writeln!(std::io::stdout(), "{}", json!({ "error": fault.to_string() }));
            }
            ExitCode::from(fault.status())
        }
    }
}
