use super::answers::{Answered, answers_of};
use super::{Reactor, command_id};
use crate::notices::started;
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::identity::account::{Account, AccountCommand, AccountError, Role};
use domain::kernel::Pii;
use domain::licensing::agency::{AGENCY_NAME, Agency, AgencyCommand, PREMISES, RegisterAgency};
use domain::licensing::licence::{LicenceEvent, LicenceSubject};
use event_store::{Envelope, ExecuteError, Recorded};
use std::collections::BTreeMap;

/// An agency whose licence is issued is registered, and whoever applied for it manages it.
pub(super) struct AgenciesOfLicences;

impl AgenciesOfLicences {
    fn envelope(&self, ctx: &Context, recorded: &Recorded, command: &'static str, ordinal: u32) -> Envelope {
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, ordinal), request: Vec::new() };
        Actor::Reactor(self.name()).envelope(ctx, command, &key).caused_by(recorded.correlation_id, recorded.event_id)
    }
}

#[async_trait::async_trait]
impl Reactor for AgenciesOfLicences {
    fn name(&self) -> &'static str {
        "agencies_of_licences"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "LicenceIssued"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Licence(LicenceEvent::LicenceIssued {
            subject: LicenceSubject::Agency { agency_id, person_id },
            application_id: Some(application_id),
            ..
        }) = event
        else {
            return Ok(());
        };
        let account_id = started(ctx, *application_id).await?.account_id;
        let answers = answers_of(ctx, *application_id).await?;
        let register = AgencyCommand::Register(RegisterAgency {
            licence_id: recorded.aggregate(),
            person_id: *person_id,
            account_id,
            name: answered(ctx, &answers, AGENCY_NAME).await?,
            premises: Pii::clear(*agency_id, answered(ctx, &answers, PREMISES).await?),
        });
        ctx.store.execute::<Agency>(*agency_id, register, self.envelope(ctx, recorded, "RegisterAgency", 0)).await?;
        let grant = AccountCommand::GrantRole { role: Role::AgencyManager };
        match ctx.store.execute::<Account>(account_id, grant, self.envelope(ctx, recorded, "GrantRole", 1)).await {
            // Another agency's manager already.
            Err(ExecuteError::Refused(AccountError::RoleAlreadyGranted)) => Ok(()),
            done => done.map(drop).map_err(Failure::from),
        }
    }
}

/// An answer in clear; empty where it is erased or was never given.
async fn answered(ctx: &Context, answers: &BTreeMap<String, Answered>, question: &str) -> Result<String, Failure> {
    let answer = answers.get(question).map(|answered| &answered.answer);
    Ok(ctx.open(answer).await?.unwrap_or_default())
}
