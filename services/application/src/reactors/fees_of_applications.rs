use super::subjects::fuel_of;
use super::{Reactor, command_id, unless_ended};
use crate::{Actor, CommandKey, Context, Failure};
use chrono::Days;
use domain::AnyEvent;
use domain::kernel::event::derived_id;
use domain::licensing::application::{Application, ApplicationCommand, ApplicationEvent, AssessFee};
use event_store::Recorded;

/// Whoever was agreed to pays a fee: by the tariff in force on the day on which it is assessed.
pub(super) struct FeesOfApplications;

#[async_trait::async_trait]
impl Reactor for FeesOfApplications {
    fn name(&self) -> &'static str {
        "fees_of_applications"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "ApplicationAgreedInPrinciple"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Application(ApplicationEvent::ApplicationAgreedInPrinciple { .. }) = event else { return Ok(()) };
        let application_id = recorded.aggregate();
        let Application::Open(case) = ctx.store.load_from_log::<Application>(application_id).await?.0 else { return Ok(()) };
        let policy = ctx.policy_now();
        let rules = policy.permit_kind(&case.permit_kind).and_then(|kind| kind.application.as_ref());
        let rules = rules.ok_or(Failure::Refused { code: "unknown-permit-kind", pointer: None })?;
        let fuel = match case.vehicle_id {
            Some(vehicle_id) => fuel_of(ctx, vehicle_id).await?,
            None => None,
        };
        let late = case.renewal.is_some_and(|renewal| !renewal.in_time);
        let command = ApplicationCommand::AssessFee(AssessFee {
            invoice_id: derived_id(application_id, "invoice"),
            items: rules.fees_of(case.kind, late, fuel).map(|fee| (fee.code.clone(), fee.rial)).collect(),
            due_on: ctx.today() + Days::new(rules.payment_days.into()),
            tariff_version: policy.version.clone(),
        });
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope =
            Actor::Reactor(self.name()).envelope(ctx, "AssessFee", &key).caused_by(recorded.correlation_id, recorded.event_id);
        unless_ended(ctx.store.execute::<Application>(application_id, command, envelope).await)
    }
}
