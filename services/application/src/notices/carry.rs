//! One attempt to carry one notice.

use super::words::{Words, words};
use crate::ports::{Address, NotSent, NoticeMessage, Sent};
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::Channel;
use domain::kernel::Pii;
use domain::kernel::event::derived_id;
use domain::notices::notice::{FailedAttempt, Notice, NoticeCommand};
use event_store::{ExecuteError, history};
use i18n::Locale;
use projections::accounts;
use projections::notices::NoticeRow;
use std::time::Duration;
use uuid::Uuid;

/// Who sends.
const CARRIER: Actor = Actor::Reactor("notices");
/// How long one attempt may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The id of the command that says how a notice's next attempt went.
pub(super) fn outcome_id(row: &NoticeRow) -> Uuid {
    derived_id(row.notice_id, &format!("attempt:{}", row.attempts))
}

/// Sends a notice and writes down how that went; asks right before sending whether it may be sent still,
/// since the machine may have stood still before.
pub(super) async fn carry(ctx: &Context, row: &NoticeRow, may_be_sent: impl Future<Output = Result<bool, Failure>>) -> Result<(), Failure> {
    // The account may have been opened a moment before.
    ctx.shown(row.position).await?;
    let address = address(ctx, row).await?;
    let channel = address.as_ref().map_or(Channel::Sms, |(_, address)| address.channel());
    if !may_be_sent.await? {
        return Ok(());
    }
    let sent = match &address {
        Some((_, address)) => send(ctx, row, address.clone()).await,
        None => Err(NotSent::BadAddress),
    };
    let at = ctx.clock.now();
    let (name, command) = match (sent, address) {
        (Ok(Sent { reference }), Some((subject, address))) => {
            let address = Pii::clear(subject, address.text());
            ("RecordDelivery", NoticeCommand::RecordDelivery { channel, address, reference })
        }
        (sent, _) => {
            let fault = sent.err().unwrap_or(NotSent::BadAddress);
            tracing::warn!(notice_id = %row.notice_id, %fault, "a notice did not go out");
            let policy = ctx.policy.at(at);
            let failed = FailedAttempt {
                channel,
                reason: fault.code().to_owned(),
                is_final: fault.is_final(),
                at,
                retry_minutes: policy.notices.retry_minutes.clone(),
                policy_version: policy.version.clone(),
            };
            ("RecordFailure", NoticeCommand::RecordFailure(failed))
        }
    };
    let cause = history::at(ctx.pool(), row.position).await?;
    let cause = cause.ok_or_else(|| Failure::Internal(format!("a notice of the event at {}, which is not there", row.position)))?;
    let key = CommandKey { id: outcome_id(row), request: Vec::new() };
    let envelope = CARRIER.envelope(ctx, name, &key).caused_by(cause.correlation_id, cause.event_id);
    match ctx.store.execute::<Notice>(row.notice_id, command, envelope).await {
        // Somebody else sent it.
        Err(ExecuteError::Refused(_)) | Ok(_) => Ok(()),
        Err(other) => Err(other.into()),
    }
}

/// By mail, where the account has an address and something carries mail; by text message otherwise.
/// With the subject under whose key it is sealed again. None where that was erased.
async fn address(ctx: &Context, row: &NoticeRow) -> Result<Option<(Uuid, Address)>, Failure> {
    if let Some(mobile) = &row.mobile {
        return Ok(ctx.open(mobile).await?.map(|number| (mobile.subject(), Address::Mobile(number))));
    }
    let Some(account_id) = row.account_id else { return Ok(None) };
    let Some(account) = accounts::query::by_id(ctx.pool(), account_id).await? else { return Ok(None) };
    if ctx.messenger.reaches(Channel::Email)
        && let Some(email) = ctx.open(account.email.as_ref()).await?
    {
        return Ok(Some((account_id, Address::Email(email))));
    }
    Ok(ctx.open(&account.mobile).await?.map(|number| (account_id, Address::Mobile(number))))
}

async fn send(ctx: &Context, row: &NoticeRow, to: Address) -> Result<Sent, NotSent> {
    // An account does not say its reader's language.
    let locale = Locale::default();
    let Words { facts, link } = words(ctx, locale, &row.content);
    let message = NoticeMessage {
        notice_id: row.notice_id,
        to,
        template: row.content.template(),
        facts,
        link,
        language: locale.code(),
        at: ctx.clock.now(),
    };
    match tokio::time::timeout(PATIENCE, ctx.messenger.send_notice(message)).await {
        Ok(sent) => sent,
        Err(_) => Err(NotSent::TimedOut),
    }
}
