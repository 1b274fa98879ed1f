//! Whoever else may sign in at the demo: drivers, an agency's manager, a passenger. Each came to the
//! counter once and got an account for a number.

use super::people::acting;
use super::plan::{Deed, Step, command_id};
use application::{Actor, CommandKey, Context, Failure};
use chrono::{DateTime, Utc};
use domain::identity::account::{Account, AccountCommand, Role};
use domain::identity::person::person_of;
use domain::kernel::Pii;
use domain::kernel::event::derived_id;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Somebody who is no member of staff.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visitor {
    /// What the visitor of the demo is told about them: a word of the showcase.
    pub part: &'static str,
    pub first_name: &'static str,
    pub last_name: &'static str,
    /// First and last name.
    pub name: &'static str,
    pub mobile: &'static str,
    /// Empty where they never applied for anything.
    pub national_id: &'static str,
    pub hours_ago: i64,
}

/// A driver whose permit can be renewed now.
pub(super) const DRIVER: Visitor = Visitor {
    part: "driver",
    first_name: "اکبر",
    last_name: "ورزنده‌پور",
    name: "اکبر ورزنده‌پور",
    mobile: "09121000011",
    national_id: "4321057132",
    hours_ago: 712 * 24,
};
/// A driver of the agency.
pub(super) const MEMBER: Visitor = Visitor {
    part: "agency_driver",
    first_name: "فاطمه",
    last_name: "طاهرخانی",
    name: "فاطمه طاهرخانی",
    mobile: "09121000012",
    national_id: "4327166405",
    hours_ago: 232 * 24,
};
/// The agency's manager.
pub(super) const MANAGER: Visitor = Visitor {
    part: "agency_manager",
    first_name: "پروین",
    last_name: "صفوی",
    name: "پروین صفوی",
    mobile: "09121000013",
    national_id: "4325549021",
    hours_ago: 400 * 24,
};
/// A passenger who pays by the code and gathers points.
pub(super) const PASSENGER: Visitor = Visitor {
    part: "passenger",
    first_name: "",
    last_name: "",
    name: "مسافر",
    mobile: "09121000014",
    national_id: "",
    hours_ago: 40 * 24,
};

/// All of them.
pub(super) const VISITORS: [Visitor; 4] = [DRIVER, MEMBER, MANAGER, PASSENGER];

impl Visitor {
    /// The account, whose id follows from the step that opened it.
    pub fn account_id(&self) -> Uuid {
        derived_id(command_id(&self.step()), "account")
    }

    /// The visitor, signed in, with a role where they have one.
    pub fn acting(&self, roles: &[Role]) -> Actor {
        let id = self.account_id();
        Actor::Account { id, roles: roles.to_vec(), session_id: derived_id(id, "demo session") }
    }

    fn step(&self) -> String {
        format!("account {}", self.mobile)
    }
}

pub(super) fn steps(now: DateTime<Utc>) -> Vec<Step> {
    VISITORS.iter().map(|visitor| Step::hours_ago(now, visitor.hours_ago, visitor.step(), *visitor)).collect()
}

#[async_trait::async_trait]
impl Deed for Visitor {
    async fn carry_out(&self, ctx: &Context, key: &CommandKey) -> Result<(), Failure> {
        // The command alone, for no phone of theirs rings with a code to be read out.
        let account_id = self.account_id();
        let command = AccountCommand::Open { name: None, mobile: Pii::clear(account_id, self.mobile), email: None, roles: BTreeSet::new() };
        let envelope = acting(Role::Officer).envelope(ctx, "OpenAccount", key).with("on_behalf_of", person_of(account_id).to_string());
        ctx.store.execute::<Account>(account_id, command, envelope).await?;
        Ok(())
    }
}
