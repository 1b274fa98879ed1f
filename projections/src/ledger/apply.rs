use super::{EntryRow, JournalRow};
use crate::rows::Rows;
use domain::AnyEvent;
use domain::payments::ledger::{Entry, Journal, journal};
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let Some(Journal { kind, entries }) = journal(event) else { return };
    let (event_id, position) = (recorded.event_id, recorded.position);
    rows.put(JournalRow { event_id, kind: kind.to_owned(), recorded_at: recorded.recorded_at, position });
    for (line, Entry { account, amount }) in (1..).zip(entries) {
        rows.put(EntryRow { event_id, line, account: account.to_string(), position, amount });
    }
}
