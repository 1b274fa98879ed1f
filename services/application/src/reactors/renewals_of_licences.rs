use super::{Reactor, command_id, unless_ended};
use crate::applications::rules_of;
use crate::notices::first;
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::licensing::application::{Application, ApplicationCommand, ApplicationKind, RefuseRevoked, open_value};
use domain::licensing::licence::LicenceEvent;
use event_store::Recorded;
use uuid::Uuid;

/// What is revoked is renewed by nobody, and gets no other vehicle: what is under way is refused.
pub(super) struct RenewalsOfLicences;

#[async_trait::async_trait]
impl Reactor for RenewalsOfLicences {
    fn name(&self) -> &'static str {
        "renewals_of_licences"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "LicenceRevoked"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Licence(LicenceEvent::LicenceRevoked { .. }) = event else { return Ok(()) };
        let licence_id = recorded.aggregate();
        for (ordinal, application_id) in (0..).zip(under_way(ctx, licence_id).await?) {
            refuse(ctx, self.name(), recorded, application_id, ordinal).await?;
        }
        Ok(())
    }
}

/// The renewal of a licence, and the replacement of its vehicle, as far as they are under way.
async fn under_way(ctx: &Context, licence_id: Uuid) -> Result<Vec<Uuid>, Failure> {
    let renewal = ctx.store.holder("licence.renewal", &licence_id.to_string()).await?;
    // An imported one is nobody's.
    let held = match first(ctx, "licence", licence_id).await? {
        Some(AnyEvent::Licence(LicenceEvent::LicenceIssued { subject, permit_kind, .. })) => {
            subject.person_id().map(|person_id| open_value(person_id, &permit_kind, ApplicationKind::Replacement))
        }
        _ => None,
    };
    let replacement = match held {
        Some(held) => ctx.store.holder("application.open", &held).await?,
        None => None,
    };
    Ok(renewal.into_iter().chain(replacement).collect())
}

async fn refuse(ctx: &Context, reactor: &'static str, recorded: &Recorded, application_id: Uuid, ordinal: u32) -> Result<(), Failure> {
    let Application::Open(case) = ctx.store.load_from_log::<Application>(application_id).await?.0 else { return Ok(()) };
    if case.licence_id != Some(recorded.aggregate()) {
        return Ok(());
    }
    let (policy, _, rules) = rules_of(ctx, &case.policy_version, &case.permit_kind)?;
    let renewal = rules.renewal.as_ref().ok_or(Failure::Refused { code: "licence-not-renewable", pointer: None })?;
    let command = ApplicationCommand::RefuseRevoked(RefuseRevoked {
        reason: renewal.revoked_reason.clone(),
        rules: rules.clone(),
        policy_version: policy.version.clone(),
    });
    let key = CommandKey { id: command_id(reactor, recorded.event_id, ordinal), request: Vec::new() };
    let envelope =
        Actor::Reactor(reactor).envelope(ctx, "RefuseApplication", &key).caused_by(recorded.correlation_id, recorded.event_id);
    unless_ended(ctx.store.execute::<Application>(application_id, command, envelope).await)
}
