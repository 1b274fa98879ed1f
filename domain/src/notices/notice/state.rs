use super::{FailedAttempt, NoticeCommand, NoticeError, NoticeEvent, NoticeSubject, Recipient};
use crate::kernel::event::aggregate;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// A notice's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// Nobody is to be told anything.
    #[default]
    Absent,
    /// It waits to be sent.
    Waiting {
        /// Which notice it is, for whom and about what.
        about: NoticeSubject,
        /// How often it was tried in vain.
        attempts: u32,
    },
    /// It was taken.
    Delivered,
    /// It was given up.
    Undeliverable,
}

impl Notice {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`NoticeError`].
    pub fn decide(&self, command: NoticeCommand) -> Result<Vec<NoticeEvent>, NoticeError> {
        match (self, command) {
            (Self::Absent, NoticeCommand::Prepare { to, content }) => {
                let (account_id, mobile) = match to {
                    Recipient::Account(account_id) => (Some(account_id), None),
                    Recipient::AccountAt(account_id, mobile) => (Some(account_id), Some(mobile)),
                    Recipient::Number(mobile) => (None, Some(mobile)),
                };
                Ok(vec![NoticeEvent::NoticePrepared { account_id, content, mobile }])
            }
            (Self::Absent, _) => Err(NoticeError::Absent),
            (_, NoticeCommand::Prepare { .. }) => Err(NoticeError::AlreadyPrepared),
            (Self::Delivered, _) => Err(NoticeError::AlreadyDelivered),
            (Self::Undeliverable, _) => Err(NoticeError::AlreadyGivenUp),
            (Self::Waiting { about, attempts }, NoticeCommand::RecordDelivery { channel, address, reference }) => {
                let attempt = attempts.saturating_add(1);
                Ok(vec![NoticeEvent::NoticeDelivered { about: about.clone(), attempt, channel, address, reference }])
            }
            (Self::Waiting { about, attempts }, NoticeCommand::RecordFailure(failed)) => Ok(vec![failure(about.clone(), *attempts, failed)]),
        }
    }

    pub(super) fn fold(&mut self, event: NoticeEvent) {
        *self = match event {
            NoticeEvent::NoticePrepared { account_id, content, .. } => Self::Waiting { about: content.about(account_id), attempts: 0 },
            NoticeEvent::NoticeDeliveryFailed { about, attempt, .. } => Self::Waiting { about, attempts: attempt },
            NoticeEvent::NoticeDelivered { .. } => Self::Delivered,
            NoticeEvent::NoticeUndeliverable { .. } => Self::Undeliverable,
        };
    }
}

/// What an attempt in vain leads to: another one after a pause, or the end.
fn failure(about: NoticeSubject, before: u32, failed: FailedAttempt) -> NoticeEvent {
    let attempt = before.saturating_add(1);
    let FailedAttempt { channel, reason, is_final, at, retry_minutes, policy_version } = failed;
    let pause = usize::try_from(before).ok().and_then(|nth| retry_minutes.get(nth)).filter(|_| !is_final);
    match pause {
        Some(minutes) => {
            let again_at = at + TimeDelta::minutes((*minutes).into());
            NoticeEvent::NoticeDeliveryFailed { about, attempt, channel, reason, again_at, policy_version }
        }
        None => NoticeEvent::NoticeUndeliverable { about, attempts: attempt, channel, reason, policy_version },
    }
}

aggregate!(Notice, NoticeCommand, NoticeEvent, NoticeError);
