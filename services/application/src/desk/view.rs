use super::ToDo;
use super::to_do::in_order;
use crate::licences::HeldLicence;
use crate::persons::{self, OpenedPerson};
use crate::{Actor, Context, Failure, applications, complaints, invoices, licences};
use domain::policy::PermitKind;
use projections::applications::{ApplicationRow, Stage};
use projections::invoices::{InvoiceRow, InvoiceState};

/// Everything that somebody has to do with the city.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Who it is; `None` until it was told.
    pub person: Option<OpenedPerson>,
    /// What waits for them, in the order in which to do it.
    pub to_do: Vec<ToDo>,
    /// What they wait for, the soonest expected first.
    pub under_way: Vec<ApplicationRow>,
    /// What they hold: what still counts first.
    pub licences: Vec<HeldLicence>,
    /// What is over, the newest first.
    pub past: Vec<ApplicationRow>,
    /// What they could apply for.
    pub offers: Vec<PermitKind>,
}

/// The actor's own desk.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown.
pub async fn view(ctx: &Context, actor: &Actor) -> Result<Desk, Failure> {
    let person = persons::own(ctx, actor).await?;
    let licences = licences::own_list(ctx, actor).await?;
    let (mut past, open): (Vec<_>, Vec<_>) = applications::own_list(ctx, actor).await?.into_iter().partition(|row| row.stage.is_closed());
    past.sort_by_key(|row| std::cmp::Reverse(row.ended_at));
    let offers = offers(ctx, &open, &licences);
    let owed: Vec<InvoiceRow> =
        invoices::list_mine(ctx, actor).await?.into_iter().filter(|invoice| invoice.state == InvoiceState::Issued).collect();

    let (mut to_do, mut under_way) = (Vec::new(), Vec::new());
    for row in &open {
        match row.stage {
            Stage::Draft => to_do.push(ToDo::Finish(row.clone())),
            Stage::InformationRequested => to_do.push(ToDo::Answer(row.clone())),
            // It stands below, as its bill; until that is there, there is nothing to do.
            Stage::PaymentDue if owed.iter().any(|invoice| row.invoice_id == Some(invoice.invoice_id)) => {}
            _ => under_way.push(row.clone()),
        }
    }
    for invoice in owed {
        let application = open.iter().find(|row| row.invoice_id == Some(invoice.invoice_id)).cloned();
        to_do.push(ToDo::Pay { invoice, application });
    }
    let put = complaints::put_to_me(ctx, actor).await?.into_iter().filter(|put| put.can_answer);
    to_do.extend(put.map(|put| ToDo::Tell(Box::new(put))));
    under_way.sort_by_key(|row| (row.review_by.is_none(), row.review_by));
    Ok(Desk { person, to_do: in_order(to_do), under_way, licences, past, offers })
}

/// What can be applied for: kinds of which nothing is under way, and none held that still counts.
fn offers(ctx: &Context, open: &[ApplicationRow], held: &[HeldLicence]) -> Vec<PermitKind> {
    let taken = |kind: &PermitKind| {
        open.iter().any(|row| row.permit_kind == kind.code) || held.iter().any(|held| held.lasts() && held.licence.permit_kind == kind.code)
    };
    ctx.policy_now().applied_for().filter(|kind| !taken(kind)).cloned().collect()
}
