use super::{Answer, Call};
use crate::city::Running;
use crate::fault::Fault;
use application::CommandKey;
use application::staff::{AddStaff, AddedStaff, RevokeRole, add, revoke};
use clap::{Args, Subcommand};
use serde_json::json;

/// Staff accounts
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) struct Staff {
    #[command(subcommand)]
    command: StaffCommand,
}

const ADD_EXAMPLES: &str = "Examples:
  parvaneh staff add --name 'سارا کریمی' --mobile 09121234567 --role officer
  parvaneh staff add --name 'Reza Ahmadi' --mobile 09121234568 --email reza@example.org --role auditor
  parvaneh staff revoke --mobile 09121234567 --role officer";

#[derive(Debug, Subcommand)]
enum StaffCommand {
    Add(Add),
    Revoke(Revoke),
}

/// Open a staff account, or give a known person a further role
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
struct Add {
    /// The person's name
    #[arg(long)]
    name: String,
    /// The mobile number that codes go to
    #[arg(long)]
    mobile: String,
    /// A mail address that codes may go to
    #[arg(long)]
    email: Option<String>,
    /// What the person is trusted with
    #[arg(long, value_parser = ["officer", "inspector", "finance", "auditor", "manager", "admin"])]
    role: String,
}

/// Take a role from somebody
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
struct Revoke {
    /// The mobile number of the account
    #[arg(long)]
    mobile: String,
    /// What the person is no longer trusted with
    #[arg(long, value_parser = ["officer", "inspector", "finance", "auditor", "manager", "admin"])]
    role: String,
}

impl Staff {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        match self.command {
            StaffCommand::Add(command) => command.run(call).await,
            StaffCommand::Revoke(command) => command.run(call).await,
        }
    }
}

impl Revoke {
    async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let input = RevokeRole::parse(&self.mobile, &self.role)?;
        let running = Running::open(&call.settings()?).await?;
        let done = async {
            let revoked = revoke(&running.ctx, &Call::operator(), input, &CommandKey::fresh()).await?;
            running.ctx.settle_after().await;
            Ok::<_, Fault>(revoked)
        };
        let done = done.await;
        running.close().await;
        let (account_id, _) = done?;
        Ok(Answer::fine(format!("{account_id} is {} no longer", self.role), json!({ "id": account_id })))
    }
}

impl Add {
    async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let Self { name, mobile, email, role } = self;
        let staff = AddStaff::parse(&name, &mobile, email.as_deref(), &role)?;
        let running = Running::open(&call.settings()?).await?;
        let done = async {
            let added = add(&running.ctx, &Call::operator(), staff, &CommandKey::fresh()).await?;
            running.ctx.settle_after().await;
            Ok::<AddedStaff, Fault>(added)
        };
        let added = done.await;
        running.close().await;
        let AddedStaff { account_id, position } = added?;
        let text = match position {
            Some(_) => format!("{account_id} is {role} now"),
            None => format!("{account_id} was {role} before"),
        };
        Ok(Answer::fine(text, json!({ "id": account_id })))
    }
}
