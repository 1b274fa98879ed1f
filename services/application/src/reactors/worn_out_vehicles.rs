use super::{Reactor, command_id};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::licensing::inspection::InspectionEvent;
use domain::licensing::vehicle::{Vehicle, VehicleCommand, VehicleError};
use event_store::{ExecuteError, Recorded};
use projections::inspections::{InspectionResult, query};

/// A vehicle that fails too many inspections in a row is worn out.
pub(super) struct WornOutVehicles;

#[async_trait::async_trait]
impl Reactor for WornOutVehicles {
    fn name(&self) -> &'static str {
        "worn_out_vehicles"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "InspectionFailed"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Inspection(InspectionEvent::InspectionFailed { vehicle_id, .. }) = event else { return Ok(()) };
        ctx.reached_by("inspections", recorded.position).await?;
        let policy = ctx.policy.at(recorded.recorded_at);
        let many = policy.licensing.vehicle_life.worn_out_after_failures;
        let mut held = query::held_until(ctx.pool(), *vehicle_id, recorded.position, many.into()).await?;
        if held.len() < usize::from(many) || held.iter().any(|inspection| inspection.result != InspectionResult::Failed) {
            return Ok(());
        }
        held.reverse();
        let failed = held.into_iter().map(|inspection| inspection.inspection_id).collect();
        let command = VehicleCommand::FlagWornOut { failed, policy_version: policy.version.clone() };
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope =
            Actor::Reactor(self.name()).envelope(ctx, "FlagWornOut", &key).caused_by(recorded.correlation_id, recorded.event_id);
        match ctx.store.execute::<Vehicle>(*vehicle_id, command, envelope).await {
            // Flagged before, or known from another register, which policy does not judge.
            Err(ExecuteError::Refused(VehicleError::AlreadyWornOut | VehicleError::NotRegistered)) => Ok(()),
            done => done.map(drop).map_err(Failure::from),
        }
    }
}
