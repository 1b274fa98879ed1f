use super::{Reactor, command_id};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::licensing::application::{Application, ApplicationCommand};
use domain::payments::invoice::{InvoiceEvent, InvoicePurpose};
use event_store::Recorded;

/// Whoever was agreed to and has paid gets what they applied for.
pub(super) struct GrantsOfInvoices;

#[async_trait::async_trait]
impl Reactor for GrantsOfInvoices {
    fn name(&self) -> &'static str {
        "grants_of_invoices"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "InvoicePaid"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Invoice(InvoiceEvent::InvoicePaid { purpose, .. }) = event else { return Ok(()) };
        let InvoicePurpose::Application { application_id } = *purpose;
        let command = ApplicationCommand::Grant { invoice_id: recorded.aggregate() };
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope =
            Actor::Reactor(self.name()).envelope(ctx, "GrantApplication", &key).caused_by(recorded.correlation_id, recorded.event_id);
        ctx.store.execute::<Application>(application_id, command, envelope).await?;
        Ok(())
    }
}
