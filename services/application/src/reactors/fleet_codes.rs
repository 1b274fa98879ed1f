use super::subjects::subject_of;
use super::{Reactor, command_id};
use crate::fleet_codes::{derive, hex};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::fleet::code::{FleetCode, FleetCodeCommand, Purpose};
use domain::licensing::licence::{ImportedStanding, LicenceEvent, LicenceSubject};
use event_store::keys::CODE_KEY_VERSION;
use event_store::Recorded;

/// A vehicle whose licence becomes valid gets its code, where it has none.
pub(super) struct FleetCodes;

#[async_trait::async_trait]
impl Reactor for FleetCodes {
    fn name(&self) -> &'static str {
        "fleet_codes"
    }

    fn wants(&self, event_type: &str) -> bool {
        matches!(event_type, "LicenceIssued" | "LicenceImported" | "SuspensionLifted")
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let vehicle_id = match event {
            AnyEvent::Licence(LicenceEvent::LicenceIssued { subject: LicenceSubject::Vehicle { vehicle_id }, .. }) => *vehicle_id,
            AnyEvent::Licence(LicenceEvent::LicenceImported { vehicle_id, standing: ImportedStanding::Valid, .. }) => *vehicle_id,
            AnyEvent::Licence(LicenceEvent::SuspensionLifted { .. }) => match subject_of(ctx, recorded).await? {
                Some(LicenceSubject::Vehicle { vehicle_id }) => vehicle_id,
                _ => return Ok(()),
            },
            _ => return Ok(()),
        };
        let purpose = Purpose::Inside;
        let code_id = purpose.code_id(vehicle_id);
        if ctx.store.load_from_log::<FleetCode>(code_id).await?.0 != FleetCode::Absent {
            return Ok(());
        }
        let command = FleetCodeCommand::Issue {
            vehicle_id,
            purpose,
            token_sha256: hex(&derive(ctx, code_id, purpose, 1).sha256()),
            key_version: CODE_KEY_VERSION,
        };
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope =
            Actor::Reactor(self.name()).envelope(ctx, "IssueFleetCode", &key).caused_by(recorded.correlation_id, recorded.event_id);
        match ctx.store.execute::<FleetCode>(code_id, command, envelope).await.map_err(Failure::from) {
            // A twin process was first: the vehicle has its code.
            Err(Failure::Refused { code: "code-already-issued", .. }) | Ok(_) => Ok(()),
            Err(other) => Err(other),
        }
    }
}
