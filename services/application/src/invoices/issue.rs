use crate::{Context, Failure};
use chrono::NaiveDate;
use domain::kernel::calendar::SolarDate;
use domain::payments::invoice::{Invoice, InvoiceCommand, InvoiceItem, InvoiceNumber, InvoicePurpose, IssueInvoice};
use event_store::{Envelope, Executed};
use uuid::Uuid;

/// What is to be owed, by whom and for what.
#[derive(Debug, Clone)]
pub struct NewInvoice {
    /// What it is for.
    pub purpose: InvoicePurpose,
    /// Whose account sees and pays it.
    pub account_id: Uuid,
    /// Who owes it.
    pub person_id: Uuid,
    /// What it is made up of.
    pub items: Vec<InvoiceItem>,
    /// The last day to pay.
    pub due_on: NaiveDate,
    /// The policy version whose tariff holds.
    pub tariff_version: String,
}

/// Issues an invoice, for whoever follows up on an assessment of fees. Its number comes from the
/// year's counter; a repeat of the command finds the number that the first one took.
///
/// # Errors
/// [`Failure::Refused`] where no gateway would take the total.
pub async fn issue(ctx: &Context, invoice_id: Uuid, new: NewInvoice, envelope: Envelope) -> Result<Executed, Failure> {
    let year = SolarDate::of(ctx.today()).year;
    let serial = ctx.store.next_number(&format!("invoice-{year}")).await?;
    let serial = u32::try_from(serial).map_err(|_| Failure::Internal("the year's invoices are used up".to_owned()))?;
    let command = InvoiceCommand::Issue(IssueInvoice {
        number: InvoiceNumber { year, serial },
        purpose: new.purpose,
        account_id: new.account_id,
        person_id: new.person_id,
        items: new.items,
        today: ctx.today(),
        due_on: new.due_on,
        bill_organisation: ctx.policy_now().payments.bill_organisation,
        tariff_version: new.tariff_version,
    });
    Ok(ctx.store.execute::<Invoice>(invoice_id, command, envelope).await?)
}
