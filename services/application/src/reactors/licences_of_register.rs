use super::{Reactor, command_id};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::kernel::event::derived_id;
use domain::licensing::licence::{ImportLicence, Licence, LicenceCommand};
use domain::licensing::vehicle::VehicleEvent;
use event_store::Recorded;

/// An imported row stands for a licence too.
pub(super) struct LicencesOfRegister;

#[async_trait::async_trait]
impl Reactor for LicencesOfRegister {
    fn name(&self) -> &'static str {
        "licences_of_register"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "LegacyRecordImported"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Vehicle(VehicleEvent::LegacyRecordImported(record)) = event else { return Ok(()) };
        let vehicle_id = recorded.aggregate();
        let command = LicenceCommand::Import(ImportLicence {
            vehicle_id,
            source: record.source.clone(),
            number: record.number.clone(),
            permit_kind: record.vehicle_type.clone(),
            standing: record.standing,
            source_status: record.source_status.clone(),
        });
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope =
            Actor::Reactor(self.name()).envelope(ctx, "ImportLicence", &key).caused_by(recorded.correlation_id, recorded.event_id);
        ctx.store.execute::<Licence>(derived_id(vehicle_id, "licence"), command, envelope).await?;
        Ok(())
    }
}
