use super::{Answer, definition};
use crate::fault::Fault;
use clap::Args;
use clap_complete::Shell;

/// Print a completion script for a shell
#[derive(Debug, Args)]
#[command(after_help = "Example:
  parvaneh completions bash > /etc/bash_completion.d/parvaneh")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub fn run(self) -> Answer {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut definition(), "parvaneh", &mut script);
        text(script)
    }
}

/// Print the manual page
#[derive(Debug, Args)]
#[command(after_help = "Example:
  parvaneh man > /usr/local/share/man/man1/parvaneh.1")]
pub(super) struct Man {}

impl Man {
    pub fn run(self) -> Result<Answer, Fault> {
        let mut page = Vec::new();
        let fail = |error| Fault::Environment(format!("the manual cannot be written: {error}"));
        clap_mangen::Man::new(definition()).render(&mut page).map_err(fail)?;
        Ok(text(page))
    }
}

fn text(bytes: Vec<u8>) -> Answer {
    let text = String::from_utf8_lossy(&bytes).trim_end().to_owned();
    let json = serde_json::Value::String(text.clone());
    Answer::fine(text, json)
}
