use super::{NoticeRow, NoticeState};
use crate::rows::Rows;
use domain::AnyEvent;
use domain::notices::notice::NoticeEvent;
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let AnyEvent::Notice(event) = event else { return };
    let notice_id = recorded.aggregate();
    if let NoticeEvent::NoticePrepared { account_id, content, mobile } = event {
        let about = content.about(*account_id);
        rows.put(NoticeRow {
            notice_id,
            account_id: *account_id,
            licence_id: about.licence_id,
            application_id: about.application_id,
            invoice_id: about.invoice_id,
            template: about.template,
            content: content.clone(),
            mobile: mobile.clone(),
            state: NoticeState::Waiting,
            attempts: 0,
            channel: None,
            reason: None,
            prepared_at: recorded.recorded_at,
            next_at: Some(recorded.recorded_at),
            closed_at: None,
            position: recorded.position,
        });
        return;
    }
    rows.change(notice_id, |row: &mut NoticeRow| change(row, recorded, event));
}

fn change(row: &mut NoticeRow, recorded: &Recorded, event: &NoticeEvent) {
    row.position = recorded.position;
    let mut tried = |attempts: u32, channel, reason: Option<&String>| {
        (row.attempts, row.channel, row.reason) = (attempts.cast_signed(), Some(channel), reason.cloned());
    };
    match event {
        NoticeEvent::NoticePrepared { .. } => {}
        NoticeEvent::NoticeDelivered { attempt, channel, .. } => {
            tried(*attempt, *channel, None);
            close(row, recorded, NoticeState::Delivered);
        }
        NoticeEvent::NoticeDeliveryFailed { attempt, channel, reason, again_at, .. } => {
            tried(*attempt, *channel, Some(reason));
            row.next_at = Some(*again_at);
        }
        NoticeEvent::NoticeUndeliverable { attempts, channel, reason, .. } => {
            tried(*attempts, *channel, Some(reason));
            close(row, recorded, NoticeState::Undeliverable);
        }
    }
}

fn close(row: &mut NoticeRow, recorded: &Recorded, state: NoticeState) {
    (row.state, row.next_at, row.closed_at) = (state, None, Some(recorded.recorded_at));
}
