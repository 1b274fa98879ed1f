use super::facts;
use super::human::human;
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::Role;
use domain::identity::subject::{RequestErasure, Subject, SubjectCommand, SubjectError};
use domain::kernel::Refusal;
use uuid::Uuid;

/// The longest legal basis, in characters.
pub(super) const LONGEST: usize = 300;

/// Why somebody's data is to be erased, checked.
#[derive(Debug, Clone)]
pub struct EraseInput {
    legal_basis: String,
    reason: String,
}

impl EraseInput {
    /// Checks basis and reason; policy has one of each for who names none.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(ctx: &Context, legal_basis: Option<&str>, reason: Option<&str>) -> Result<Self, Failure> {
        let rules = &ctx.policy_now().privacy;
        let mut faults = Faults::default();
        let basis = faults.text("/legal_basis", legal_basis.unwrap_or(&rules.erasure_basis), LONGEST);
        let first = rules.erasure_reasons.first().map(|choice| choice.code.as_str());
        let reason = reason.or(first).unwrap_or_default();
        if !rules.erasure_reasons.iter().any(|choice| choice.code == reason) {
            faults.add("/reason", "unknown-choice");
        }
        faults.all(basis).map(|legal_basis| Self { legal_basis, reason: reason.to_owned() })
    }
}

/// A subject whose data is being erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erasing {
    /// Whose.
    pub subject: Uuid,
    /// What the subject is: `account`, `person`, `complaint`, `rating`, `licence`, `payment` or `points`.
    pub kind: &'static str,
    /// The log position that it reached; `None` where it was asked for before.
    pub position: Option<i64>,
}

/// Asks that everything personal about a human, a complaint or a rating be erased; it is erased by
/// itself thereupon. All of it, or nothing where anything is against it.
///
/// # Errors
/// [`Failure::Forbidden`] for who is neither operator nor admin, [`Failure::NotFound`] where nothing is
/// known of the subject, [`Failure::Refused`] where it is held, needed or must be kept.
pub async fn erase(ctx: &Context, actor: &Actor, subject: Uuid, input: EraseInput, key: &CommandKey) -> Result<Vec<Erasing>, Failure> {
    actor.must_have(&[Role::Admin])?;
    let kind = facts::kind(ctx, subject).await?.ok_or(Failure::NotFound)?;
    let mut commands = Vec::new();
    for (subject, kind) in human(ctx, subject, kind).await? {
        let command = SubjectCommand::RequestErasure(RequestErasure {
            legal_basis: input.legal_basis.clone(),
            reason: input.reason.clone(),
            reasons: ctx.policy_now().privacy.erasure_reasons.clone(),
            needed_for: facts::needed_for(ctx, subject, kind).await?,
            kept_until: facts::kept_until(ctx, subject, kind).await?,
            today: ctx.today(),
            policy_version: ctx.policy_now().version.clone(),
        });
        let state = ctx.store.load::<Subject>(subject).await?.0;
        match state.decide(command.clone()) {
            Ok(_) => commands.push((subject, kind, Some(command))),
            Err(SubjectError::ErasureUnderWay | SubjectError::Erased) => commands.push((subject, kind, None)),
            Err(refusal) => return Err(Failure::Refused { code: refusal.code(), pointer: refusal.pointer() }),
        }
    }
    let mut erasing = Vec::new();
    for (subject, kind, command) in commands {
        let position = match command {
            Some(command) => {
                let envelope = actor.envelope(ctx, "EraseSubject", &key.then(&subject.to_string()));
                Some(ctx.store.execute::<Subject>(subject, command, envelope).await?.last_position)
            }
            None => None,
        };
        erasing.push(Erasing { subject, kind: kind.code(), position });
    }
    Ok(erasing)
}
