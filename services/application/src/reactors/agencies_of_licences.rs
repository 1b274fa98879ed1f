use super::{Reactor, command_id};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::identity::account::{Account, AccountCommand, AccountError, Role};
use domain::kernel::Pii;
use domain::licensing::agency::{AGENCY_NAME, Agency, AgencyCommand, PREMISES, RegisterAgency};
use domain::licensing::licence::{LicenceEvent, LicenceSubject};
use event_store::{Envelope, ExecuteError, Recorded};
use projections::applications::query;
use std::collections::BTreeMap;
use uuid::Uuid;

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
        let row = query::application(ctx.pool(), *application_id).await?;
        let row = row.ok_or_else(|| Failure::Internal("a granted application is in no read model".to_owned()))?;
        let mut answers = answers(ctx, *application_id).await?;
        let register = AgencyCommand::Register(RegisterAgency {
            licence_id: recorded.aggregate(),
            person_id: *person_id,
            account_id: row.account_id,
            name: answers.remove(AGENCY_NAME).unwrap_or_default(),
            premises: Pii::clear(*agency_id, answers.remove(PREMISES).unwrap_or_default()),
        });
        ctx.store.execute::<Agency>(*agency_id, register, self.envelope(ctx, recorded, "RegisterAgency", 0)).await?;
        let grant = AccountCommand::GrantRole { role: Role::AgencyManager };
        match ctx.store.execute::<Account>(row.account_id, grant, self.envelope(ctx, recorded, "GrantRole", 1)).await {
            // Another agency's manager already.
            Err(ExecuteError::Refused(AccountError::RoleAlreadyGranted)) => Ok(()),
            done => done.map(drop).map_err(Failure::from),
        }
    }
}

/// What the applicant answered, by question.
async fn answers(ctx: &Context, application_id: Uuid) -> Result<BTreeMap<String, String>, Failure> {
    let mut opened = BTreeMap::new();
    for row in query::answers(ctx.pool(), application_id).await? {
        opened.extend(ctx.open(&row.answer).await?.map(|text| (row.question, text)));
    }
    Ok(opened)
}
