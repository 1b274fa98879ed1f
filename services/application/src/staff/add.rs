use crate::input::Faults;
use crate::sign_in::parse_email;
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::{Account, AccountCommand, Role};
use domain::kernel::event::derived_id;
use domain::kernel::{Mobile, Pii};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A member of staff, checked.
#[derive(Debug, Clone)]
pub struct AddStaff {
    name: String,
    mobile: Mobile,
    email: Option<String>,
    role: Role,
}

impl AddStaff {
    /// Checks name, mobile number, e-mail address and role.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(name: &str, mobile: &str, email: Option<&str>, role: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let name = faults.prose("/name", name, 100);
        let mobile = faults.check("/mobile", "not-a-mobile", Mobile::parse(mobile));
        let email = email.map(|email| faults.check("/email", "not-an-email", parse_email(email)));
        let role = faults.check("/role", "unknown-role", Role::parse(role).ok_or(()));
        faults.all(name.zip(mobile).zip(role)).map(|((name, mobile), role)| Self { name, mobile, email: email.flatten(), role })
    }
}

/// The account that has the role now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddedStaff {
    /// Its id.
    pub account_id: Uuid,
    /// The log position that it reached; `None` where it had the role before.
    pub position: Option<i64>,
}

/// Opens a staff account, or gives a known person a further role.
///
/// # Errors
/// [`Failure::Forbidden`] for who is neither operator nor admin; [`Failure::Taken`] where the e-mail
/// address is another account's.
pub async fn add(ctx: &Context, actor: &Actor, staff: AddStaff, key: &CommandKey) -> Result<AddedStaff, Failure> {
    actor.must_have(&[Role::Admin])?;
    if let Some(account_id) = ctx.store.holder("account.mobile", staff.mobile.as_str()).await? {
        let envelope = actor.envelope(ctx, "GrantRole", key);
        let granted = ctx.store.execute::<Account>(account_id, AccountCommand::GrantRole { role: staff.role }, envelope).await;
        return match granted.map_err(Failure::from) {
            Ok(executed) => Ok(AddedStaff { account_id, position: Some(executed.last_position) }),
            Err(Failure::Refused { code: "role-already-granted", .. }) => Ok(AddedStaff { account_id, position: None }),
            Err(other) => Err(other),
        };
    }
    let account_id = derived_id(key.id, "account");
    let command = AccountCommand::Open {
        name: Some(Pii::clear(account_id, staff.name)),
        mobile: Pii::clear(account_id, staff.mobile.as_str()),
        email: staff.email.map(|email| Pii::clear(account_id, email)),
        roles: BTreeSet::from([staff.role]),
    };
    let executed = ctx.store.execute::<Account>(account_id, command, actor.envelope(ctx, "OpenAccount", key)).await?;
    Ok(AddedStaff { account_id, position: Some(executed.last_position) })
}
