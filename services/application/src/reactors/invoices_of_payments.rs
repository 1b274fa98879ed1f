use super::{Reactor, command_id};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::payments::invoice::{Invoice, InvoiceCommand, InvoiceError};
use domain::payments::payment::{Payment, PaymentCommand, PaymentEvent, PaymentPurpose, Suspense};
use event_store::{Envelope, ExecuteError, Recorded};
use uuid::Uuid;

/// What is paid settles its invoice; money that nothing is owed for is held.
pub(super) struct InvoicesOfPayments;

impl InvoicesOfPayments {
    fn envelope(&self, ctx: &Context, recorded: &Recorded, command: &'static str, ordinal: u32) -> Envelope {
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, ordinal), request: Vec::new() };
        Actor::Reactor(self.name()).envelope(ctx, command, &key).caused_by(recorded.correlation_id, recorded.event_id)
    }
}

#[async_trait::async_trait]
impl Reactor for InvoicesOfPayments {
    fn name(&self) -> &'static str {
        "invoices_of_payments"
    }

    fn wants(&self, event_type: &str) -> bool {
        event_type == "PaymentSucceeded"
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let AnyEvent::Payment(PaymentEvent::PaymentSucceeded { purpose, amount, .. }) = event else { return Ok(()) };
        // A fare pays no bill: it is the driver's at once.
        let PaymentPurpose::Invoice { invoice_id } = *purpose else { return Ok(()) };
        let payment_id = recorded.aggregate();
        let paid_on = ctx.policy.at(recorded.recorded_at).civil_day(recorded.recorded_at);
        let record = InvoiceCommand::RecordPayment { payment_id, amount: *amount, paid_on };
        let envelope = self.envelope(ctx, recorded, "RecordPayment", 0);
        let why = match ctx.store.execute::<Invoice>(invoice_id, record, envelope).await {
            Err(ExecuteError::Refused(InvoiceError::AlreadyPaid)) => match first_payment(ctx, invoice_id).await? {
                Some(first) if first == payment_id => return Ok(()),
                Some(paid_by) => Suspense::Duplicate { paid_by },
                None => Suspense::Late,
            },
            // What is owed now is another amount: a voucher was taken off after the payer had set out.
            Err(ExecuteError::Refused(InvoiceError::Cancelled | InvoiceError::AmountDiffers)) => Suspense::Late,
            other => return other.map(drop).map_err(Failure::from),
        };
        let envelope = self.envelope(ctx, recorded, "HoldInSuspense", 1);
        ctx.store.execute::<Payment>(payment_id, PaymentCommand::HoldInSuspense(why), envelope).await?;
        Ok(())
    }
}

async fn first_payment(ctx: &Context, invoice_id: Uuid) -> Result<Option<Uuid>, Failure> {
    match ctx.store.load_from_log::<Invoice>(invoice_id).await?.0 {
        Invoice::Paid { payment_id, .. } => Ok(payment_id),
        _ => Ok(None),
    }
}
