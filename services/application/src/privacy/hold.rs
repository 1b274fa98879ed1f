use super::erase::LONGEST;
use super::facts;
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::Role;
use domain::identity::subject::{Subject, SubjectCommand};
use uuid::Uuid;

/// Why somebody's data must not be erased, checked.
#[derive(Debug, Clone)]
pub struct HoldInput {
    legal_basis: String,
    reason: String,
}

impl HoldInput {
    /// Checks basis and reason.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(legal_basis: &str, reason: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let legal_basis = faults.text("/legal_basis", legal_basis, LONGEST);
        let reason = faults.text("/reason", reason, LONGEST);
        faults.all(legal_basis.zip(reason)).map(|(legal_basis, reason)| Self { legal_basis, reason })
    }
}

/// Keeps a subject's data from being erased until [`release`]; answers with the log position that it
/// reached.
///
/// # Errors
/// [`Failure::Forbidden`] for who is neither operator nor admin, [`Failure::NotFound`] where nothing is
/// known of the subject, [`Failure::Refused`] where it is held or erased already.
pub async fn hold(ctx: &Context, actor: &Actor, subject: Uuid, input: HoldInput, key: &CommandKey) -> Result<i64, Failure> {
    let HoldInput { legal_basis, reason } = input;
    give(ctx, actor, subject, "HoldSubject", SubjectCommand::Hold { legal_basis, reason }, key).await
}

/// Ends a hold; answers with the log position that it reached.
///
/// # Errors
/// As [`hold`]; [`Failure::Refused`] where it is not held.
pub async fn release(ctx: &Context, actor: &Actor, subject: Uuid, reason: &str, key: &CommandKey) -> Result<i64, Failure> {
    let mut faults = Faults::default();
    let reason = faults.text("/reason", reason, LONGEST);
    let reason = faults.all(reason)?;
    give(ctx, actor, subject, "ReleaseSubject", SubjectCommand::Release { reason }, key).await
}

async fn give(ctx: &Context, actor: &Actor, subject: Uuid, name: &'static str, command: SubjectCommand, key: &CommandKey) -> Result<i64, Failure> {
    actor.must_have(&[Role::Admin])?;
    facts::kind(ctx, subject).await?.ok_or(Failure::NotFound)?;
    let envelope = actor.envelope(ctx, name, key);
    Ok(ctx.store.execute::<Subject>(subject, command, envelope).await?.last_position)
}
