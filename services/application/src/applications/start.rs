use super::renew::begin;
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::Account;
use domain::identity::person::person_of;
use domain::kernel::calendar::SolarDate;
use domain::licensing::application::{ApplicationKind, StartApplication};
use domain::policy::PermitSubject;
use uuid::Uuid;

/// What a driver's living permit holds.
const DRIVER: &str = "licence.driver";

/// What is applied for, checked.
#[derive(Debug, Clone)]
pub struct StartInput {
    permit_kind: String,
    kind: ApplicationKind,
}

impl StartInput {
    /// Checks permit kind and kind of application. A renewal begins from its licence.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(ctx: &Context, permit_kind: &str, kind: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let offered = ctx.policy_now().permit_kind(permit_kind).filter(|kind| kind.application.is_some());
        let permit_kind = faults.check("/permit_kind", "unknown-choice", offered.map(|kind| kind.code.clone()).ok_or(()));
        let kind = ApplicationKind::parse(kind).filter(|kind| *kind == ApplicationKind::New);
        let kind = faults.check("/kind", "unknown-choice", kind.ok_or(()));
        faults.all(permit_kind.zip(kind)).map(|(permit_kind, kind)| Self { permit_kind, kind })
    }
}

/// An application that was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartedApplication {
    /// Its id.
    pub application_id: Uuid,
    /// The log position that it reached.
    pub position: i64,
}

/// Begins an application for the actor.
///
/// # Errors
/// Those of [`start_for`].
pub async fn start(ctx: &Context, actor: &Actor, input: StartInput, key: &CommandKey) -> Result<StartedApplication, Failure> {
    let account_id = actor.account_id().ok_or(Failure::SignInNeeded)?;
    start_for(ctx, actor, account_id, input, key).await
}

/// Begins an application for an account: the actor's own, or that of whoever stands at the officer's
/// counter.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown; [`Failure::NotFound`] where there is no such account;
/// [`Failure::Taken`] where one of the kind is under way, or a driver has a permit that has not ended.
pub async fn start_for(ctx: &Context, actor: &Actor, account_id: Uuid, input: StartInput, key: &CommandKey) -> Result<StartedApplication, Failure> {
    if actor.account_id().ok_or(Failure::SignInNeeded)? != account_id {
        actor.must_have(super::OFFICERS)?;
        if ctx.store.load::<Account>(account_id).await?.0 == Account::Absent {
            return Err(Failure::NotFound);
        }
    }
    let kind = ctx.policy_now().permit_kind(&input.permit_kind);
    let is_driver = kind.is_some_and(|kind| kind.subject == PermitSubject::Driver);
    // Told now, and not when the fee is paid.
    if is_driver && ctx.store.holder(DRIVER, &person_of(account_id).to_string()).await?.is_some() {
        return Err(Failure::Taken(DRIVER));
    }
    let command = StartApplication {
        number: next_number(ctx).await?,
        permit_kind: input.permit_kind,
        kind: input.kind,
        account_id,
        person_id: person_of(account_id),
        licence_id: None,
        vehicle_id: None,
        renews: None,
        replaces_worn_out: false,
        prefill: None,
        at_counter: None,
        policy_version: ctx.policy_now().version.clone(),
    };
    begin(ctx, actor, "StartApplication", key, command).await
}

/// The next number of the year, such as `Q-1405-001234`.
pub(super) async fn next_number(ctx: &Context) -> Result<String, Failure> {
    let counter = format!("Q-{}", SolarDate::of(ctx.today()).year);
    Ok(format!("{counter}-{:06}", ctx.store.next_number(&counter).await?))
}
