use super::{GiftRow, MovementKind, MovementRow, RewardAccountRow, VoucherRow};
use crate::rows::Rows;
use domain::AnyEvent;
use domain::kernel::Rial;
use domain::payments::invoice::InvoiceEvent;
use domain::rewards::account::{HandOverCode, Holder, Reward, RewardAccountEvent};
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    match event {
        AnyEvent::RewardAccount(event) => points(recorded, event, rows),
        AnyEvent::Invoice(InvoiceEvent::VoucherApplied { voucher_id, .. }) => {
            rows.change::<VoucherRow>(*voucher_id, |row| row.invoice_id = Some(recorded.aggregate()));
        }
        AnyEvent::Invoice(InvoiceEvent::VoucherReturned { voucher_id, .. }) => {
            rows.change::<VoucherRow>(*voucher_id, |row| row.invoice_id = None);
        }
        _ => {}
    }
}

fn points(recorded: &Recorded, event: &RewardAccountEvent, rows: &mut Rows) {
    let id = recorded.aggregate();
    if let RewardAccountEvent::RewardAccountOpened { holder } = event {
        let account_id = match holder {
            Holder::Account { account_id } => Some(*account_id),
            Holder::Waiting { .. } => None,
        };
        let position = recorded.position;
        return rows.put(RewardAccountRow { reward_account_id: id, account_id, pending: 0, active: 0, rial_per_point: Rial::ZERO, position });
    }
    rows.change::<RewardAccountRow>(id, |row| {
        change(row, event);
        row.position = recorded.position;
    });
    let moved = |kind, points: u32| MovementRow {
        event_id: recorded.event_id,
        reward_account_id: id,
        kind,
        points: points.cast_signed(),
        active_on: None,
        expires_on: None,
        gift: None,
        recorded_at: recorded.recorded_at,
        position: recorded.position,
    };
    match event {
        RewardAccountEvent::PointsAccrued { points, active_on, expires_on, .. } => rows.put(MovementRow {
            active_on: Some(*active_on),
            expires_on: Some(*expires_on),
            ..moved(MovementKind::Earned, *points)
        }),
        RewardAccountEvent::PointsRedeemed { redemption_id, account_id, reward, points, value, .. } => match reward {
            Reward::Voucher {} => {
                let (voucher_id, account_id, value, position) = (*redemption_id, *account_id, *value, recorded.position);
                rows.put(VoucherRow { voucher_id, account_id, value, invoice_id: None, position });
                rows.put(moved(MovementKind::Voucher, *points));
            }
            Reward::Gift { code, .. } => {
                rows.put(GiftRow {
                    redemption_id: *redemption_id,
                    reward_account_id: id,
                    account_id: *account_id,
                    gift: code.clone(),
                    hand_over_code: HandOverCode::of(*redemption_id).as_str().to_owned(),
                    redeemed_at: recorded.recorded_at,
                    handed_over_at: None,
                    position: recorded.position,
                });
                rows.put(MovementRow { gift: Some(code.clone()), ..moved(MovementKind::Gift, *points) });
            }
        },
        RewardAccountEvent::GiftHandedOver { redemption_id, .. } => {
            rows.change::<GiftRow>(*redemption_id, |row| row.handed_over_at = Some(recorded.recorded_at));
        }
        RewardAccountEvent::PointsExpired { points, .. } | RewardAccountEvent::WaitingPointsLapsed { points, .. } => {
            rows.put(moved(MovementKind::Expired, *points));
        }
        RewardAccountEvent::PointsReceived { lots, .. } => rows.put(MovementRow {
            active_on: lots.iter().map(|lot| lot.active_on).max(),
            ..moved(MovementKind::Received, lots.iter().map(|lot| lot.points).sum())
        }),
        RewardAccountEvent::RewardAccountOpened { .. }
        | RewardAccountEvent::RewardAccountClaimed { .. }
        | RewardAccountEvent::WaitingPointsHandedOver { .. }
        | RewardAccountEvent::PointsActivated { .. } => {}
    }
}

fn change(row: &mut RewardAccountRow, event: &RewardAccountEvent) {
    match event {
        RewardAccountEvent::RewardAccountClaimed { account_id } => row.account_id = Some(*account_id),
        RewardAccountEvent::PointsAccrued { points, rial_per_point, .. } => {
            row.pending += points.cast_signed();
            row.rial_per_point = *rial_per_point;
        }
        RewardAccountEvent::PointsActivated { points, .. } => {
            row.pending -= points.cast_signed();
            row.active += points.cast_signed();
        }
        RewardAccountEvent::PointsRedeemed { points, .. } | RewardAccountEvent::PointsExpired { points, .. } => {
            row.active -= points.cast_signed();
        }
        RewardAccountEvent::PointsReceived { lots, .. } => {
            for lot in lots {
                *(if lot.active { &mut row.active } else { &mut row.pending }) += lot.points.cast_signed();
            }
        }
        RewardAccountEvent::WaitingPointsLapsed { .. } | RewardAccountEvent::WaitingPointsHandedOver { .. } => (row.pending, row.active) = (0, 0),
        RewardAccountEvent::RewardAccountOpened { .. } | RewardAccountEvent::GiftHandedOver { .. } => {}
    }
}
