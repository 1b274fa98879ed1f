use super::{Answer, Call};
use crate::backup;
use crate::city::Database;
use crate::fault::Fault;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// Back the log up into a new folder, while the service goes on
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parvaneh backup /srv/backups/$(date +%F)
  parvaneh backup /srv/backups/today --format json

Everything but sessions and limits can be made from it again. The key file is not in it: back it up
apart from the log, for whoever has both can read what is personal.")]
pub(super) struct Backup {
    /// A new or empty folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Backup {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let settings = call.settings()?;
        let database = Database::open(&settings).await?;
        let taken = backup::take(&database, &settings.keys, &self.folder).await;
        database.close().await;
        let taken = taken?;
        let text = format!(
            "{} events of {} are in {}\nIt opens with the key file {}, which is not in it (fingerprint {}, wrapping key {})",
            taken.log.position,
            taken.city,
            self.folder.display(),
            taken.key_file.display(),
            taken.keys.secrets,
            taken.keys.wrapping
        );
        Ok(Answer::fine(text, json!({ "folder": self.folder, "manifest": taken })))
    }
}
