use super::{Answer, Call};
use crate::city::Running;
use crate::fault::Fault;
use application::privacy::{EraseInput, HoldInput, erase, hold, release};
use application::{CommandKey, Failure};
use clap::{Args, Subcommand};
use i18n::Locale;
use serde_json::json;
use uuid::Uuid;

/// Personal data: erase it, keep it from being erased, change the key that guards it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Privacy {
    #[command(subcommand)]
    command: PrivacyCommand,
}

const EXAMPLES: &str = "Examples:
  parvaneh privacy erase 0193a1b2-c3d4-7e5f-8a6b-000000000010
  parvaneh privacy erase 0193a1b2-c3d4-7e5f-8a6b-000000000010 --reason court-order --basis 'Order 1405/12'
  parvaneh privacy hold 0193a1b2-c3d4-7e5f-8a6b-000000000010 --basis 'Order 1405/12' --reason 'inquiry'
  parvaneh privacy rotate

SUBJECT is the id of an account, a person, a complaint, a rating, a licence or a payment. Account and
person go together, and with them the numbers under which points were earned. What is erased is erased in every read model and every later backup; the log stays as it is,
byte for byte. Name no person in basis or reason: both are kept.";

#[derive(Debug, Subcommand)]
enum PrivacyCommand {
    Erase(Erase),
    Hold(Hold),
    Release(Release),
    Rotate(Rotate),
}

/// Erase a subject's data for good
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
struct Erase {
    /// Whose
    subject: Uuid,
    /// By what right [default: the policy's]
    #[arg(long, value_name = "TEXT")]
    basis: Option<String>,
    /// A reason of the policy [default: its first]
    #[arg(long, value_name = "CODE")]
    reason: Option<String>,
}

/// Keep a subject's data from being erased
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
struct Hold {
    /// Whose
    subject: Uuid,
    /// By what right
    #[arg(long, value_name = "TEXT")]
    basis: String,
    /// What for
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

/// End such a hold
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
struct Release {
    /// Whose
    subject: Uuid,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

/// Make a new wrapping key and wrap every subject's key with it; the log stays as it is
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
struct Rotate {}

impl Privacy {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let settings = call.settings()?;
        let running = Running::open(&settings).await?;
        let done = match self.command {
            PrivacyCommand::Erase(command) => command.run(&running).await,
            PrivacyCommand::Hold(command) => command.run(&running).await,
            PrivacyCommand::Release(command) => command.run(&running).await,
            PrivacyCommand::Rotate(_) => rotate(&running, &settings.keys).await,
        };
        running.close().await;
        done
    }
}

/// A refusal in words: its code alone helps nobody who types.
fn told(failure: Failure) -> Fault {
    match &failure {
        Failure::Refused { code, .. } => match i18n::find_text(Locale::En, &format!("refusal-{code}")) {
            Some(text) => Fault::Refused(text),
            None => failure.into(),
        },
        Failure::NotFound => Fault::Refused("nothing is known of this subject: give the id of an account, a person, a complaint, a rating, a licence or a payment".to_owned()),
        _ => failure.into(),
    }
}

impl Erase {
    async fn run(self, running: &Running) -> Result<Answer, Fault> {
        let ctx = &running.ctx;
        let input = EraseInput::parse(ctx, self.basis.as_deref(), self.reason.as_deref())?;
        // What there is against it is seen in read models, too.
        ctx.settle().await?;
        let erasing = erase(ctx, &Call::operator(), self.subject, input, &CommandKey::fresh()).await.map_err(told)?;
        ctx.settle_after().await;
        let lines: Vec<_> = erasing.iter().map(|one| format!("{} {} is erased", one.kind, one.subject)).collect();
        let subjects: Vec<_> = erasing.iter().map(|one| json!({ "subject": one.subject, "kind": one.kind, "position": one.position })).collect();
        Ok(Answer::fine(lines.join("\n"), json!({ "erased": subjects })))
    }
}

impl Hold {
    async fn run(self, running: &Running) -> Result<Answer, Fault> {
        let input = HoldInput::parse(&self.basis, &self.reason)?;
        let position = hold(&running.ctx, &Call::operator(), self.subject, input, &CommandKey::fresh()).await.map_err(told)?;
        running.ctx.settle_after().await;
        Ok(Answer::fine(format!("{} is held", self.subject), json!({ "subject": self.subject, "position": position })))
    }
}

impl Release {
    async fn run(self, running: &Running) -> Result<Answer, Fault> {
        let position = release(&running.ctx, &Call::operator(), self.subject, &self.reason, &CommandKey::fresh()).await.map_err(told)?;
        running.ctx.settle_after().await;
        Ok(Answer::fine(format!("{} is no longer held", self.subject), json!({ "subject": self.subject, "position": position })))
    }
}

async fn rotate(running: &Running, key_file: &std::path::Path) -> Result<Answer, Fault> {
    let rotated = running.ctx.store.rotate(key_file).await?;
    let wrapping = running.ctx.store.keys().fingerprint().wrapping;
    let what = if rotated.resumed { "The rotation that was interrupted is complete" } else { "A new wrapping key is in use" };
    let text = format!(
        "{what}: {} keys were wrapped anew\nBack up the key file {} now. The key before it stays there until the next rotation",
        rotated.rewrapped,
        key_file.display()
    );
    Ok(Answer::fine(text, json!({ "resumed": rotated.resumed, "rewrapped": rotated.rewrapped, "wrapping": wrapping })))
}
