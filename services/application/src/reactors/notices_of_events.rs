use super::vouchers_of_invoices::take_off;
use super::{Reactor, command_id};
use crate::notices::{Started, Told, account_of, issued, number_left, prepare, started};
use crate::{Actor, CommandKey, Context, Failure};
use domain::AnyEvent;
use domain::feedback::complaint::ComplaintEvent;
use domain::identity::account::AccountEvent;
use domain::licensing::application::ApplicationEvent;
use domain::kernel::Pii;
use domain::licensing::licence::LicenceEvent;
use domain::notices::notice::{NoticeContent, Recipient};
use domain::payments::invoice::{Invoice, InvoiceEvent, InvoicePurpose};
use event_store::Recorded;

/// Applicants are told what became of it, and what they have to do; drivers that a complaint is put to
/// them, and whoever complained that there is an answer.
pub(super) struct NoticesOfEvents;

#[async_trait::async_trait]
impl Reactor for NoticesOfEvents {
    fn name(&self) -> &'static str {
        "notices_of_events"
    }

    fn wants(&self, event_type: &str) -> bool {
        matches!(
            event_type,
            "LicenceIssued"
                | "LicenceRenewed"
                | "InvoiceIssued"
                | "InformationRequested"
                | "ApplicationRefused"
                | "MobileChanged"
                | "DriverAsked"
                | "PassengerAnswered"
                | "ComplaintResolved"
        )
    }

    async fn react(&self, ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<(), Failure> {
        let Some(told) = told(ctx, recorded, event).await? else { return Ok(()) };
        let key = CommandKey { id: command_id(self.name(), recorded.event_id, 0), request: Vec::new() };
        let envelope =
            Actor::Reactor(self.name()).envelope(ctx, "PrepareNotice", &key).caused_by(recorded.correlation_id, recorded.event_id);
        prepare(ctx, told, envelope).await
    }
}

/// What an event gives cause to tell, and whom.
async fn told(ctx: &Context, recorded: &Recorded, event: &AnyEvent) -> Result<Option<Told>, Failure> {
    let (account_id, content) = match event {
        // Of a licence that an officer recorded, or another register told of, no account is known.
        AnyEvent::Licence(LicenceEvent::LicenceIssued { number, permit_kind, expires_on, application_id: Some(application_id), .. }) => {
            let content = NoticeContent::LicenceIssued {
                licence_id: recorded.aggregate(),
                application_id: *application_id,
                number: number.clone(),
                permit_kind: permit_kind.clone(),
                expires_on: *expires_on,
            };
            (started(ctx, *application_id).await?.account_id, content)
        }
        AnyEvent::Licence(LicenceEvent::LicenceRenewed { application_id, expires_on, .. }) => {
            let licence = issued(ctx, recorded.aggregate()).await?;
            let content = NoticeContent::LicenceRenewed {
                licence_id: recorded.aggregate(),
                application_id: *application_id,
                number: licence.number,
                permit_kind: licence.permit_kind,
                expires_on: *expires_on,
            };
            (started(ctx, *application_id).await?.account_id, content)
        }
        AnyEvent::Invoice(InvoiceEvent::InvoiceIssued { number, purpose, account_id, due_on, .. }) => {
            let InvoicePurpose::Application { application_id } = *purpose;
            let (invoice_id, number) = (recorded.aggregate(), number.clone());
            // What is asked for is what is owed once a voucher is taken off.
            take_off(ctx, recorded, *account_id, invoice_id).await?;
            let total = match ctx.store.load_from_log::<Invoice>(invoice_id).await?.0 {
                Invoice::Issued(owed) if owed.total.get() > 0 => owed.total,
                // What costs nothing is paid by itself.
                Invoice::Absent | Invoice::Issued(_) | Invoice::Paid { .. } | Invoice::Cancelled { .. } => return Ok(None),
            };
            (*account_id, NoticeContent::PaymentDue { invoice_id, application_id, number, total, due_on: *due_on })
        }
        AnyEvent::Application(ApplicationEvent::InformationRequested { answer_by, .. }) => {
            let Started { number, permit_kind, account_id } = started(ctx, recorded.aggregate()).await?;
            let application_id = recorded.aggregate();
            (account_id, NoticeContent::InformationRequested { application_id, number, permit_kind, answer_by: *answer_by })
        }
        AnyEvent::Application(ApplicationEvent::ApplicationRefused { reason, .. }) => {
            let Started { number, permit_kind, account_id } = started(ctx, recorded.aggregate()).await?;
            let application_id = recorded.aggregate();
            (account_id, NoticeContent::ApplicationRefused { application_id, number, permit_kind, reason: reason.clone() })
        }
        // Whoever has the lost number now, or still, can object before harm is done.
        AnyEvent::Account(AccountEvent::MobileChanged { former, .. }) => {
            let account_id = recorded.aggregate();
            let former = ctx.open(former).await?.map(|former| Pii::clear(account_id, former));
            return Ok(former.map(|former| Told { to: Recipient::AccountAt(account_id, former), content: NoticeContent::MobileChanged {} }));
        }
        // Whom another register told of has no account, and learns of it at the counter.
        AnyEvent::Complaint(ComplaintEvent::DriverAsked { driver_id, answer_by, .. }) => match account_of(ctx, *driver_id).await? {
            Some(account_id) => (account_id, NoticeContent::ComplaintPut { complaint_id: recorded.aggregate(), answer_by: *answer_by }),
            None => return Ok(None),
        },
        AnyEvent::Complaint(ComplaintEvent::PassengerAnswered { .. } | ComplaintEvent::ComplaintResolved { .. }) => {
            let complaint_id = recorded.aggregate();
            let left = number_left(ctx, complaint_id).await?;
            return Ok(left.map(|number| Told { to: Recipient::Number(number), content: NoticeContent::ComplaintAnswered { complaint_id } }));
        }
        _ => return Ok(None),
    };
    Ok(Some(Told { to: Recipient::Account(account_id), content }))
}
