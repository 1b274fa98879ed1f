use super::AccountRow;
use crate::rows::Rows;
use domain::AnyEvent;
use domain::identity::account::AccountEvent;
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let AnyEvent::Account(event) = event else { return };
    let account_id = recorded.aggregate();
    match event {
        AccountEvent::AccountOpened { name, mobile, email } => rows.put(AccountRow {
            account_id,
            name: name.clone(),
            mobile: mobile.clone(),
            email: email.clone(),
            roles: Vec::new(),
            opened_at: recorded.recorded_at,
        }),
        AccountEvent::EmailAdded { email } => rows.change(account_id, |account: &mut AccountRow| account.email = Some(email.clone())),
        AccountEvent::MobileChanged { mobile, .. } => rows.change(account_id, |account: &mut AccountRow| account.mobile = mobile.clone()),
        AccountEvent::RoleGranted { role } => rows.change(account_id, |account: &mut AccountRow| {
            account.roles.push(*role);
            account.roles.sort();
        }),
        AccountEvent::RoleRevoked { role } => {
            rows.change(account_id, |account: &mut AccountRow| account.roles.retain(|held| held != role));
        }
        AccountEvent::SignedIn { .. }
        | AccountEvent::SignInLocked { .. }
        | AccountEvent::SignedOut { .. }
        | AccountEvent::TokenIssued { .. } => {}
    }
}
