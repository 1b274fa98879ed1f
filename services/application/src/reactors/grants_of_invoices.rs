use super::{Reactor, command_id};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::licensing::application::{Application, ApplicationCommand, ApplicationError, ApplicationKind};
use domain::licensing::licence::{Licence, LicenceCommand};
use domain::payments::invoice::{InvoiceEvent, InvoicePurpose};
use domain::payments::payment::{Payment, PaymentCommand, Suspense};
use event_store::{Envelope, ExecuteError, Recorded};
use uuid::Uuid;

/// Whoever was agreed to and has paid gets what they applied for. Where that cannot be had any more,
/// the money is held.
pub(super) struct GrantsOfInvoices;

impl GrantsOfInvoices {
    fn envelope(&self, ctx: &Context, recorded: &Recorded, command: &'static str, ordinal: u32) -> Envelope {
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, ordinal), request: Vec::new() };
        Actor::Reactor(self.name()).envelope(ctx, command, &key).caused_by(recorded.correlation_id, recorded.event_id)
    }

    async fn hold(&self, ctx: &Context, recorded: &Recorded, payment_id: Option<Uuid>) -> Result<(), Failure> {
        // Nothing was owed.
        let Some(payment_id) = payment_id else { return Ok(()) };
        let envelope = self.envelope(ctx, recorded, "HoldInSuspense", 1);
        ctx.store.execute::<Payment>(payment_id, PaymentCommand::HoldInSuspense(Suspense::Late), envelope).await?;
        Ok(())
    }
}

#[async_trait::async_trait]
impl Reactor for GrantsOfInvoices {
    fn name(&self) -> &'static str {
        "grants_of_invoices"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "InvoicePaid"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Invoice(InvoiceEvent::InvoicePaid { purpose, payment_id, paid_on, .. }) = event else { return Ok(()) };
        let InvoicePurpose::Application { application_id } = *purpose;
        if is_about_what_has_ended(ctx, application_id).await? {
            return self.hold(ctx, recorded, *payment_id).await;
        }
        let command = ApplicationCommand::Grant { invoice_id: recorded.aggregate(), paid_on: *paid_on };
        match ctx.store.execute::<Application>(application_id, command, self.envelope(ctx, recorded, "GrantApplication", 0)).await {
            // It ended in the same moment in which it was paid.
            Err(ExecuteError::Refused(ApplicationError::Ended)) => self.hold(ctx, recorded, *payment_id).await,
            done => done.map(drop).map_err(Failure::from),
        }
    }
}

/// Whether an open application is about a licence to which nothing of the kind can be done any more: one
/// that was revoked is not renewed, and one that has expired, too, gets no other vehicle. What follows
/// from that for the application is on its way, or it lapses.
async fn is_about_what_has_ended(ctx: &Context, application_id: Uuid) -> Result<bool, Failure> {
    let Application::Open(case) = ctx.store.load_from_log::<Application>(application_id).await?.0 else { return Ok(false) };
    let Some(licence_id) = case.licence_id else { return Ok(false) };
    let licence = ctx.store.load_from_log::<Licence>(licence_id).await?.0;
    Ok(match (case.kind, case.vehicle_id) {
        (ApplicationKind::Renewal, _) => licence == Licence::Ended,
        (ApplicationKind::Replacement, Some(vehicle_id)) => {
            licence.decide(LicenceCommand::ReplaceVehicle { application_id, vehicle_id }).is_err()
        }
        _ => false,
    })
}
