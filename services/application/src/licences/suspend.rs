use super::{NOTE_LIMIT, note, optional_day};
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use chrono::NaiveDate;
use domain::identity::account::Role;
use domain::licensing::licence::{Licence, LicenceCommand, SuspendLicence};
use uuid::Uuid;

/// A suspension, checked.
#[derive(Debug, Clone)]
pub struct SuspendInput {
    ground: String,
    note: Option<String>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl SuspendInput {
    /// Checks ground, note and the ISO dates of first and last day (today, and open, where left out).
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(ground: &str, note: &str, from: &str, until: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let ground = faults.text("/ground", ground, 60);
        let note = faults.free_text("/note", note, NOTE_LIMIT);
        let from = optional_day(&mut faults, "/from", from);
        let until = optional_day(&mut faults, "/until", until);
        faults.all(ground).map(|ground| Self { ground, note, from, until })
    }
}

/// Suspends a licence; answers with the log position that it reached.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer; refusals of the domain.
pub async fn suspend(ctx: &Context, actor: &Actor, licence_id: Uuid, input: SuspendInput, key: &CommandKey) -> Result<i64, Failure> {
    actor.must_have(&[Role::Officer])?;
    let policy = ctx.policy_now();
    let today = ctx.today();
    let command = LicenceCommand::Suspend(SuspendLicence {
        ground: input.ground,
        grounds: policy.licensing.suspension_grounds.clone(),
        note: note(licence_id, input.note),
        from: input.from.unwrap_or(today),
        until: input.until,
        today,
        policy_version: policy.version.clone(),
    });
    let executed = ctx.store.execute::<Licence>(licence_id, command, actor.envelope(ctx, "SuspendLicence", key)).await;
    executed.map(|executed| executed.last_position).map_err(super::absent_is_not_found)
}
