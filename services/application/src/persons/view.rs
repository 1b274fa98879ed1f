use crate::{Actor, Context, Failure};
use chrono::NaiveDate;
use projections::applications::{PersonRow, query};
use uuid::Uuid;

/// A person's details, opened. What was erased is empty.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenedPerson {
    /// The person.
    pub person_id: Uuid,
    /// The national id.
    pub national_id: String,
    /// The first name.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
    /// The day of birth.
    pub birth_date: Option<NaiveDate>,
    /// Whether the details were declared with an application.
    pub declared: bool,
}

impl OpenedPerson {
    /// First and last name.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim().to_owned()
    }
}

impl std::fmt::Debug for OpenedPerson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenedPerson({})", self.person_id)
    }
}

/// A national id of which the first three and the last two digits show.
pub fn masked(national_id: &str) -> String {
    let last = national_id.chars().count().saturating_sub(2);
    national_id.chars().enumerate().map(|(at, digit)| if at < 3 || at >= last { digit } else { '•' }).collect()
}

/// Opens what a row keeps sealed.
pub(crate) async fn opened(ctx: &Context, row: &PersonRow) -> Result<OpenedPerson, Failure> {
    let birth_date = ctx.open(&row.birth_date).await?;
    Ok(OpenedPerson {
        person_id: row.person_id,
        national_id: ctx.open(&row.national_id).await?.unwrap_or_default(),
        first_name: ctx.open(&row.first_name).await?.unwrap_or_default(),
        last_name: ctx.open(&row.last_name).await?.unwrap_or_default(),
        birth_date: birth_date.and_then(|day| day.parse().ok()),
        declared: row.declared,
    })
}

/// Who the actor is; `None` where it was not told yet.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown.
pub async fn own(ctx: &Context, actor: &Actor) -> Result<Option<OpenedPerson>, Failure> {
    let account_id = actor.account_id().ok_or(Failure::SignInNeeded)?;
    match query::person_of_account(ctx.pool(), account_id).await? {
        Some(row) => opened(ctx, &row).await.map(Some),
        None => Ok(None),
    }
}
