//! Who works in the demo's city.

use super::plan::{Deed, Step, command_id};
use application::staff::{AddStaff, add};
use application::{Actor, CommandKey, Context, Failure};
use chrono::{DateTime, Utc};
use domain::identity::account::Role;
use domain::kernel::event::derived_id;

/// A member of staff.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person {
    pub name: &'static str,
    pub mobile: &'static str,
    pub role: Role,
}

/// One of each role; the README's tour names officer and auditor by their numbers.
pub(super) const STAFF: [Person; 6] = [
    Person { name: "مریم رضایی", mobile: "09121000001", role: Role::Officer },
    Person { name: "حمید شفیعی", mobile: "09121000002", role: Role::Inspector },
    Person { name: "نسرین حاجی‌زاده", mobile: "09121000003", role: Role::Finance },
    Person { name: "کاوه دبیری", mobile: "09121000004", role: Role::Auditor },
    Person { name: "سیما قزوینی", mobile: "09121000005", role: Role::Manager },
    Person { name: "بهروز ملکی", mobile: "09121000006", role: Role::Admin },
];

/// Two years of work begin with those who do it.
const HOURS_AGO: i64 = 730 * 24;

/// Whoever works with this role, signed in.
pub(super) fn acting(role: Role) -> Actor {
    // STAFF has one of each role; the operator may do what any of them may.
    let person = STAFF.iter().find(|person| person.role == role);
    person.map_or(Actor::Operator { user: "demo".to_owned() }, |person| {
        let id = derived_id(command_id(&step_name(person)), "account");
        Actor::Account { id, roles: vec![role], session_id: derived_id(id, "demo session") }
    })
}

pub(super) fn steps(now: DateTime<Utc>) -> Vec<Step> {
    STAFF.iter().map(|person| Step::hours_ago(now, HOURS_AGO, step_name(person), *person)).collect()
}

fn step_name(person: &Person) -> String {
    format!("staff {}", person.mobile)
}

#[async_trait::async_trait]
impl Deed for Person {
    async fn carry_out(&self, ctx: &Context, key: &CommandKey) -> Result<(), Failure> {
        let staff = AddStaff::parse(self.name, self.mobile, None, self.role.code())?;
        let operator = Actor::Operator { user: "demo".to_owned() };
        add(ctx, &operator, staff, key).await.map(drop)
    }
}
