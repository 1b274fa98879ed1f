use super::{Answer, Call};
use crate::city::Running;
use crate::fault::Fault;
use crate::print_pack;
use application::Failure;
use application::fleet_codes::printable;
use application::scan::{Scanned, Verdict, look};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::PathBuf;

/// Codes in the cars: print sheets, and what a code stands for
#[derive(Debug, Args)]
#[command(after_help = SHEET_EXAMPLES)]
pub(super) struct Qr {
    #[command(subcommand)]
    command: QrCommand,
}

const SHEET_EXAMPLES: &str = "Examples:
  parvaneh qr sheet --out /tmp/stickers
  parvaneh qr sheet --state valid --type taxi --out /tmp/stickers --format json
  parvaneh qr check 'F63Q ZRPK R9S2 ZPMD'";

#[derive(Debug, Subcommand)]
enum QrCommand {
    Sheet(Sheet),
    Check(Check),
}

/// Write print sheets: an HTML file per hundred codes, and an index
#[derive(Debug, Args)]
#[command(after_help = SHEET_EXAMPLES)]
struct Sheet {
    /// Only vehicles whose licence stands so today; all for all
    #[arg(long, default_value = "valid", value_parser = ["valid", "suspended", "expired", "not_yet_valid", "surrendered", "revoked", "terminated", "all"])]
    state: String,
    /// Only this permit kind, such as taxi
    #[arg(long = "type", value_name = "KIND")]
    kind: Option<String>,
    /// The folder to write to; sheets of an earlier run in it are replaced
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Tell what a code stands for today
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parvaneh qr check 'F63Q ZRPK R9S2 ZPMD'
  parvaneh qr check http://127.0.0.1:8080/V/F63QZRPKR9S2ZPMD

Exit status 1: the vehicle may not serve today, or the code is void, unknown or no code at all.")]
struct Check {
    /// The code as it is printed, or the address that it carries
    code: String,
}

impl Qr {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let running = Running::open(&call.settings()?).await?;
        let done = match self.command {
            QrCommand::Sheet(sheet) => sheet.write(&running).await,
            QrCommand::Check(check) => check.look(&running).await,
        };
        running.close().await;
        done
    }
}

impl Sheet {
    async fn write(self, running: &Running) -> Result<Answer, Fault> {
        let ctx = &running.ctx;
        // What was just written by others shall be printed too.
        ctx.projections.catch_up().await?;
        let state = if self.state == "all" { "" } else { &self.state };
        let codes = printable(ctx, &Call::operator(), state, self.kind.as_deref().unwrap_or_default()).await?;
        let pages = print_pack::write(ctx, &codes, &self.out)?;
        let text = format!("{} codes on {pages} pages in {}", codes.len(), self.out.display());
        Ok(Answer::fine(text, json!({ "codes": codes.len(), "pages": pages })))
    }
}

impl Check {
    async fn look(self, running: &Running) -> Result<Answer, Fault> {
        let ctx = &running.ctx;
        ctx.projections.catch_up().await?;
        let code = self.code.trim().rsplit('/').next().unwrap_or_default();
        let nothing = |verdict: &str, text: &str| {
            Ok(Answer::fine(text, json!({ "valid": false, "verdict": verdict })).with_findings(true))
        };
        match look(ctx, code).await {
            Ok(scanned) => Ok(of(&scanned)),
            Err(Failure::Invalid(_)) => nothing("not_a_code", "not a code: a character was misread"),
            Err(Failure::NotFound) => nothing("unknown", "not one of this city's codes"),
            Err(other) => Err(other.into()),
        }
    }
}

fn of(scanned: &Scanned) -> Answer {
    let Scanned { token, code, vehicle, licence, verdict, .. } = scanned;
    let word = match verdict {
        Verdict::Licence(standing) => standing.code(),
        Verdict::VoidCode => "void_code",
    };
    let plate = vehicle.plate.as_ref().map(ToString::to_string);
    let json = json!({
        "valid": verdict.is_valid(),
        "verdict": word,
        "code": token.to_string(),
        "generation": code.generation,
        "vehicle_id": vehicle.vehicle_id,
        "plate": plate,
        "vehicle_number": vehicle.number,
        "licence_id": licence.licence_id,
        "licence_number": licence.number,
        "expires_on": licence.expires_on,
    });
    let shown = plate.or_else(|| vehicle.number.clone()).unwrap_or_default();
    Answer::fine(format!("{word}: vehicle {shown}, licence {}", licence.number), json).with_findings(!verdict.is_valid())
}
