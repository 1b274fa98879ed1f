use super::{FleetCodeRow, FleetTokenRow};
use crate::rows::Rows;
use domain::AnyEvent;
use domain::fleet::code::FleetCodeEvent;
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let AnyEvent::FleetCode(event) = event else { return };
    let code_id = recorded.aggregate();
    match event {
        FleetCodeEvent::FleetCodeIssued { vehicle_id, purpose, generation, token_sha256, key_version } => {
            rows.put(FleetCodeRow {
                code_id,
                vehicle_id: *vehicle_id,
                purpose: *purpose,
                generation: generation.cast_signed(),
                key_version: key_version.cast_signed(),
                issued_at: recorded.recorded_at,
            });
            put_token(rows, code_id, *generation, token_sha256);
        }
        FleetCodeEvent::FleetCodeReissued { generation, token_sha256, key_version, .. } => {
            rows.change(code_id, |code: &mut FleetCodeRow| {
                code.generation = generation.cast_signed();
                code.key_version = key_version.cast_signed();
                code.issued_at = recorded.recorded_at;
            });
            put_token(rows, code_id, *generation, token_sha256);
        }
    }
}

fn put_token(rows: &mut Rows, code_id: uuid::Uuid, generation: u32, token_sha256: &str) {
    rows.put(FleetTokenRow { token_sha256: token_sha256.to_owned(), code_id, generation: generation.cast_signed() });
}
