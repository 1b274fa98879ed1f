//! Looking, exporting and replaying are recorded before anything is shown. Where the record cannot
//! be made, nothing is shown.

use crate::{Actor, CommandKey, Context, Failure};
use domain::audit::access::{Access, AccessCommand, AccessEvent, HistoryFilter, access_id};
use domain::identity::account::Role;
use uuid::Uuid;

/// Who may read the history.
pub const AUDITORS: &[Role] = &[Role::Auditor];

async fn record(ctx: &Context, actor: &Actor, command: &'static str, event: AccessEvent) -> Result<i64, Failure> {
    record_under(ctx, actor, command, event, &CommandKey::fresh()).await
}

async fn record_under(ctx: &Context, actor: &Actor, command: &'static str, event: AccessEvent, key: &CommandKey) -> Result<i64, Failure> {
    let who = Uuid::new_v5(&Uuid::NAMESPACE_OID, actor.id().as_bytes());
    let basis = ctx.policy_now().audit.basis_fa.clone();
    let envelope = actor.envelope(ctx, command, key).with("basis", basis);
    let stream = access_id(who, ctx.today());
    Ok(ctx.store.execute::<Access>(stream, AccessCommand(event), envelope).await?.last_position)
}

/// The key of a look in a browser. Turning pages, stepping through time and coming back to the same
/// thing within a session and a day is one look: otherwise whoever walks about in a history would
/// bury it under their own steps.
fn same_look(ctx: &Context, actor: &Actor, event: &AccessEvent) -> CommandKey {
    let session = match actor {
        Actor::Account { session_id, .. } => session_id.to_string(),
        other => other.id(),
    };
    let what = serde_json::to_string(event).expect("texts and ids are JSON");
    CommandKey::from_client(&session, &format!("look {}", ctx.today()), &what, what.as_bytes())
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

/// Records that somebody opens a record: once in a session and day.
///
/// # Errors
/// Where the log does not take it.
pub async fn record_look(ctx: &Context, actor: &Actor, subject_type: &str, subject_id: Uuid) -> Result<i64, Failure> {
    let event = AccessEvent::RecordViewed { subject_type: subject_type.to_owned(), subject_id, basis: basis(ctx) };
    let key = same_look(ctx, actor, &event);
    record_under(ctx, actor, "ViewRecord", event, &key).await
}

/// Records that an auditor lists the history.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no auditor; where the log does not take it.
pub async fn record_history_view(ctx: &Context, actor: &Actor, filter: HistoryFilter) -> Result<i64, Failure> {
    actor.must_have(AUDITORS)?;
    record(ctx, actor, "ViewHistory", AccessEvent::HistoryViewed { filter, basis: basis(ctx) }).await
}

/// Records that an auditor walks through the history with a filter: once in a session and day.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no auditor; where the log does not take it.
pub async fn browse_history(ctx: &Context, actor: &Actor, filter: HistoryFilter) -> Result<i64, Failure> {
    actor.must_have(AUDITORS)?;
    let event = AccessEvent::HistoryViewed { filter, basis: basis(ctx) };
    let key = same_look(ctx, actor, &event);
    record_under(ctx, actor, "ViewHistory", event, &key).await
}

/// Records that an auditor walks through the history of one record: once in a session and day.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no auditor; where the log does not take it.
pub async fn browse_record(ctx: &Context, actor: &Actor, subject_type: &str, subject_id: Uuid) -> Result<i64, Failure> {
    actor.must_have(AUDITORS)?;
    record_look(ctx, actor, subject_type, subject_id).await
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
