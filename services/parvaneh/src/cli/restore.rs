use super::progress::Meter;
use super::{Answer, Call, doctor, replay};
use crate::backup::{self, Manifest};
use crate::city::{Database, Running};
use crate::fault::Fault;
use crate::settings::Settings;
use clap::Args;
use serde_json::json;
use sqlx::Connection as _;
use std::path::PathBuf;

/// Restore a backup into an empty city, and examine what was restored
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parvaneh restore /srv/backups/2026-11-23 --data /srv/rehearsal --keys /safe/parvaneh.keys
  parvaneh restore /srv/backups/2026-11-23 --database-url postgres://taxi@db.example/taxi --format json

The log is loaded and compared with the backup's manifest, the read models are made anew, and then
doctor and replay --verify run. Exit status 1: they found something, or the city is not empty. Who was
erased after the backup was taken must be erased again.")]
pub(super) struct Restore {
    /// The backup's folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Restore {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let settings = call.settings()?;
        let manifest = Manifest::read(&self.folder)?;
        let load = async |url: &str| backup::load(url, &settings.city, &settings.keys, &self.folder, &manifest).await;
        let database = Database::open_after(&settings, load).await?;
        let running = Running::over(&settings, database).await?;
        let done = examined(&settings, &running, &manifest).await;
        running.close().await;
        done
    }
}

async fn examined(settings: &Settings, running: &Running, manifest: &Manifest) -> Result<Answer, Fault> {
    let mut db = running.database.read_connection().await?;
    let rebuilt = running.ctx.projections.rebuild(&mut db, None).await?;
    db.close().await?;
    let findings = doctor::examined(settings, &running.database).await?;
    let meter = Meter::new("replaying", None);
    let verified = replay::verified(running, &meter).await;
    meter.done();
    let verified = verified?;
    let healthy = findings.iter().all(|finding| finding.ok);
    let lines: Vec<_> = findings.iter().map(doctor::Finding::line).collect();
    let text = format!(
        "{} events of {} are restored, as of {}; {} read models were made anew\n\n{}\n\n{}",
        manifest.log.position,
        manifest.city,
        manifest.taken_at.to_rfc3339(),
        rebuilt.iter().filter(|model| model.fault.is_none()).count(),
        lines.join("\n"),
        replay::verified_text(&verified)
    );
    let json = json!({
        "position": manifest.log.position, "events_sha256": manifest.log.sha256,
        "doctor": { "ok": healthy, "checks": findings }, "verification": verified,
    });
    Ok(Answer::fine(text, json).with_findings(!healthy || !verified.is_clean()))
}
