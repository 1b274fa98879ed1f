use super::{Reactor, command_id};
use crate::invoices::{NewInvoice, issue};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::kernel::event::derived_id;
use domain::licensing::application::{Application, ApplicationEvent, FeeItem};
use domain::payments::invoice::{Invoice, InvoiceCommand, InvoiceError, InvoiceItem, InvoicePurpose};
use event_store::{Envelope, ExecuteError, Recorded};

/// Fees that were assessed are billed; what nobody applies for any more is owed no longer.
pub(super) struct InvoicesOfApplications;

impl InvoicesOfApplications {
    fn envelope(&self, ctx: &Context, recorded: &Recorded, command: &'static str) -> Envelope {
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        Actor::Reactor(self.name()).envelope(ctx, command, &key).caused_by(recorded.correlation_id, recorded.event_id)
    }

    async fn cancel(&self, ctx: &Context, recorded: &Recorded, reason: &str) -> Result<(), Failure> {
        let invoice_id = derived_id(recorded.aggregate(), "invoice");
        let command = InvoiceCommand::Cancel { reason: reason.to_owned() };
        match ctx.store.execute::<Invoice>(invoice_id, command, self.envelope(ctx, recorded, "CancelInvoice")).await {
            // It ended before any fee was assessed.
            Err(ExecuteError::Refused(InvoiceError::Absent)) => Ok(()),
            // Paid in the same moment: whoever would have granted it holds the money.
            Err(ExecuteError::Refused(InvoiceError::AlreadyPaid)) => Ok(()),
            done => done.map(drop).map_err(Failure::from),
        }
    }
}

#[async_trait::async_trait]
impl Reactor for InvoicesOfApplications {
    fn name(&self) -> &'static str {
        "invoices_of_applications"
    }

    fn wants(&self, event_type: &str) -> bool {
        matches!(event_type, "FeeAssessed" | "ApplicationRefused" | "ApplicationWithdrawn" | "ApplicationNotTakenUp")
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Application(event) = event else { return Ok(()) };
        let (invoice_id, items, due_on, tariff_version) = match event {
            ApplicationEvent::FeeAssessed { invoice_id, items, due_on, tariff_version, .. } => (*invoice_id, items, *due_on, tariff_version),
            ApplicationEvent::ApplicationRefused { .. } => return self.cancel(ctx, recorded, "refused").await,
            ApplicationEvent::ApplicationWithdrawn {} => return self.cancel(ctx, recorded, "withdrawn").await,
            ApplicationEvent::ApplicationNotTakenUp {} => return self.cancel(ctx, recorded, "not-taken-up").await,
            _ => return Ok(()),
        };
        let application_id = recorded.aggregate();
        // Over before it was billed: whoever cancels may have been here already.
        let Application::Open(case) = ctx.store.load_from_log::<Application>(application_id).await?.0 else { return Ok(()) };
        let new = NewInvoice {
            purpose: InvoicePurpose::Application { application_id },
            account_id: case.account_id,
            person_id: case.person_id,
            items: items.iter().map(|FeeItem { code, amount }| InvoiceItem { code: code.clone(), amount: *amount }).collect(),
            due_on,
            tariff_version: tariff_version.clone(),
        };
        issue(ctx, invoice_id, new, self.envelope(ctx, recorded, "IssueInvoice")).await?;
        Ok(())
    }
}
