use super::OFFICERS;
use crate::input::Faults;
use crate::{Actor, Context, Failure};
use domain::kernel::text::canonical;
use domain::kernel::{Mobile, NationalId};
use projections::applications::query;
use uuid::Uuid;

/// Whom an officer looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Whoever has this number.
    Mobile(Mobile),
    /// Whoever is this person.
    Person(NationalId),
}

impl Wanted {
    /// A mobile number or a national id, in one field.
    ///
    /// # Errors
    /// [`Failure::Invalid`] on `/who`.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        if canonical(text).is_empty() {
            faults.add("/who", "needed");
            return faults.all(None);
        }
        let either = Mobile::parse(text).map(Self::Mobile).or_else(|_| NationalId::parse(text).map(Self::Person));
        let either = faults.check("/who", "not-a-mobile-or-national-id", either);
        faults.all(either)
    }
}

/// The account of whom an officer looks for, where there is one.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer.
pub async fn find(ctx: &Context, actor: &Actor, wanted: &Wanted) -> Result<Option<Uuid>, Failure> {
    actor.must_have(OFFICERS)?;
    match wanted {
        Wanted::Mobile(mobile) => Ok(ctx.store.holder("account.mobile", mobile.as_str()).await?),
        Wanted::Person(national_id) => {
            let Some(person_id) = ctx.store.holder("person.national_id", national_id.as_str()).await? else { return Ok(None) };
            let person = query::person(ctx.pool(), person_id).await?;
            Ok(person.and_then(|person| person.account_id))
        }
    }
}
