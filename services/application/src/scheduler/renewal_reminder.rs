use super::{Deadline, Due};
use crate::notices::{Told, issued, prepare, started};
use crate::{Context, Failure};
use chrono::{Days, NaiveDate};
use domain::notices::notice::{NoticeContent, Recipient};
use domain::policy::Policy;
use projections::deadlines::{DeadlineKind, DeadlineRow};

/// A licence runs out: its holder is reminded to renew it, so many times as policy says. Whoever was
/// away for some of them, as a server may be, gets the last only.
pub(super) struct RenewalReminder;

#[async_trait::async_trait]
impl Deadline for RenewalReminder {
    fn kind(&self) -> DeadlineKind {
        DeadlineKind::RenewalReminder
    }

    fn ahead(&self, policy: &Policy) -> u16 {
        policy.notices.reminder_days.iter().copied().max().unwrap_or(0)
    }

    fn window(&self, policy: &Policy, row: &DeadlineRow, today: NaiveDate) -> Option<u16> {
        let reached = |days: &u16| row.due_on <= today + Days::new((*days).into());
        policy.notices.reminder_days.iter().copied().filter(reached).min().filter(|_| today <= row.due_on)
    }

    async fn act(&self, ctx: &Context, due: &Due) -> Result<(), Failure> {
        let licence = issued(ctx, due.subject_id()).await?;
        // The fold sets no reminder for a licence without an application.
        let Some(application_id) = licence.application_id else { return Ok(()) };
        let account_id = started(ctx, application_id).await?.account_id;
        let content = NoticeContent::RenewalDue {
            licence_id: due.subject_id(),
            number: licence.number,
            permit_kind: licence.permit_kind,
            expires_on: due.row.due_on,
            window: due.window,
        };
        prepare(ctx, Told { to: Recipient::Account(account_id), content }, due.envelope(ctx, "RemindOfRenewal")).await
    }
}
