//! Looking, exporting and replaying are recorded before anything is shown. Where the record cannot
//! be made, nothing is shown.

use crate::{Actor, CommandKey, Context, Failure};
use domain::audit::access::{Access, AccessCommand, AccessEvent, HistoryFilter, access_id};
use domain::identity::account::Role;
use uuid::Uuid;

/// Who may read the history.
const AUDITORS: &[Role] = &[Role::Auditor];

async fn record(ctx: &Context, actor: &Actor, command: &'static str, event: AccessEvent) -> Result<i64, Failure> {
    let who = Uuid::new_v5(&Uuid::NAMESPACE_OID, actor.id().as_bytes());
    let basis = ctx.policy_now().audit.basis_fa.clone();
    let envelope = actor.envelope(ctx, command, &CommandKey::fresh()).with("basis", basis);
    let stream = access_id(who, ctx.today());
    Ok(ctx.store.execute::<Access>(stream, AccessCommand(event), envelope).await?.last_position)
}

fn basis(ctx: &Context) -> String {
    ctx.policy_now().audit.basis_en.clone()
}

/// Records that somebody opens a record.
///
/// # Errors
/// Where the log does not take it.
pub async fn record_view(ctx: &Context, actor: &Actor, subject_type: &str, subject_id: Uuid) -> Result<i64, Failure> {
    let event = AccessEvent::RecordViewed { subject_type: subject_type.to_owned(), subject_id, basis: basis(ctx) };
    record(ctx, actor, "ViewRecord", event).await
}

/// Records that an auditor lists the history.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no auditor; where the log does not take it.
pub async fn record_history_view(ctx: &Context, actor: &Actor, filter: HistoryFilter) -> Result<i64, Failure> {
    actor.must_have(AUDITORS)?;
    record(ctx, actor, "ViewHistory", AccessEvent::HistoryViewed { filter, basis: basis(ctx) }).await
}

/// Records that an auditor exports events.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no auditor; where the log does not take it.
pub async fn record_export(ctx: &Context, actor: &Actor, filter: HistoryFilter) -> Result<i64, Failure> {
    actor.must_have(AUDITORS)?;
    record(ctx, actor, "ExportHistory", AccessEvent::HistoryExported { filter, basis: basis(ctx) }).await
}

/// Records that an auditor replays the read models.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no auditor; where the log does not take it.
pub async fn record_replay(ctx: &Context, actor: &Actor, to: Option<String>, compared: bool) -> Result<i64, Failure> {
    actor.must_have(AUDITORS)?;
    record(ctx, actor, "ReplayHistory", AccessEvent::HistoryReplayed { to, compared }).await
}
