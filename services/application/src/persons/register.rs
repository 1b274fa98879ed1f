use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use chrono::NaiveDate;
use domain::identity::person::{Person, PersonCommand, PersonDetails, person_of};
use domain::kernel::text::canonical;
use domain::kernel::{NationalId, Pii};
use uuid::Uuid;

/// What somebody typed of themselves.
#[derive(Debug, Clone, Default)]
pub struct PersonInput {
    /// The national id.
    pub national_id: String,
    /// The first name.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
    /// The day of birth, an ISO date.
    pub birth_date: String,
}

/// A person's details, checked.
#[derive(Clone)]
pub struct RegisterPerson {
    national_id: NationalId,
    first_name: String,
    last_name: String,
    birth_date: NaiveDate,
}

/// The longest name, in characters.
const NAME_LIMIT: usize = 60;

impl RegisterPerson {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(ctx: &Context, input: &PersonInput) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let national_id = faults.check("/national_id", "not-a-national-id", NationalId::parse(&input.national_id));
        let first_name = faults.prose("/first_name", &input.first_name, NAME_LIMIT);
        let last_name = faults.prose("/last_name", &input.last_name, NAME_LIMIT);
        let birth_date = canonical(&input.birth_date).parse::<NaiveDate>().ok();
        let birth_date = faults.check("/birth_date", "not-a-date", birth_date.ok_or(()));
        if birth_date.is_some_and(|day| day > ctx.today()) {
            faults.add("/birth_date", "in-the-future");
        }
        let all = (|| Some(Self { national_id: national_id?, first_name: first_name?, last_name: last_name?, birth_date: birth_date? }))();
        faults.all(all)
    }
}

/// Tells who the actor is, or puts right what was told before.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown; those of [`register_for`].
pub async fn register(ctx: &Context, actor: &Actor, person: RegisterPerson, key: &CommandKey) -> Result<i64, Failure> {
    let account_id = actor.account_id().ok_or(Failure::SignInNeeded)?;
    register_for(ctx, actor, account_id, person, key).await
}

/// Tells who holds an account, or puts right what was told before; answers with the log position that
/// it reached. Whose account the actor may speak for is the caller's to know.
///
/// # Errors
/// [`Failure::Taken`] where the national id is another's;
/// [`Failure::Refused`] once the details were declared with an application.
pub(crate) async fn register_for(ctx: &Context, actor: &Actor, account_id: Uuid, person: RegisterPerson, key: &CommandKey) -> Result<i64, Failure> {
    let person_id = person_of(account_id);
    let pii = |text: &str| Pii::clear(person_id, text);
    let details = PersonDetails {
        national_id: pii(person.national_id.as_str()),
        first_name: pii(&person.first_name),
        last_name: pii(&person.last_name),
        birth_date: pii(&person.birth_date.to_string()),
    };
    let (known, _) = ctx.store.load::<Person>(person_id).await?;
    let (name, command) = match known {
        Person::Absent => ("RegisterPerson", PersonCommand::Register { account_id: Some(account_id), details }),
        Person::Registered | Person::Declared => ("CorrectPerson", PersonCommand::Correct(details)),
    };
    let executed = ctx.store.execute::<Person>(person_id, command, actor.envelope_for(ctx, name, key, account_id)).await?;
    Ok(executed.last_position)
}
