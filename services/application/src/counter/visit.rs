use super::OFFICERS;
use crate::applications::{self, own_list_of};
use crate::audit::record_look;
use crate::persons::{self, OpenedPerson};
use crate::{Actor, Context, Failure};
use domain::identity::person::person_of;
use domain::licensing::application::Application;
use domain::policy::PermitKind;
use projections::applications::{ApplicationRow, query};
use projections::register::{self, LicenceRow};
use projections::accounts;
use uuid::Uuid;

/// An application of whoever stands at the counter.
#[derive(Debug, Clone)]
pub struct VisitApplication {
    /// The application.
    pub row: ApplicationRow,
    /// Whether the officer took it up.
    pub taken_up: bool,
}

/// What an officer sees of whoever stands at the counter.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The account.
    pub account_id: Uuid,
    /// Who holds it, where that was told.
    pub person: Option<OpenedPerson>,
    /// The number; none where it was erased.
    pub mobile: Option<String>,
    /// What is under way, the newest first.
    pub applications: Vec<VisitApplication>,
    /// What the person holds, and whether it can be renewed now.
    pub licences: Vec<(LicenceRow, bool)>,
    /// What can be applied for.
    pub offered: Vec<PermitKind>,
}

/// Opens the account of whoever stands at the counter; the look is recorded first.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer, [`Failure::NotFound`] where there is no such account.
pub async fn visit(ctx: &Context, actor: &Actor, account_id: Uuid) -> Result<Visit, Failure> {
    actor.must_have(OFFICERS)?;
    let account = accounts::query::by_id(ctx.pool(), account_id).await?.ok_or(Failure::NotFound)?;
    record_look(ctx, actor, "account", account_id).await?;
    let person = match query::person_of_account(ctx.pool(), account_id).await? {
        Some(row) => Some(persons::opened(ctx, &row).await?),
        None => None,
    };
    let mut under_way = Vec::new();
    for row in own_list_of(ctx, account_id).await?.into_iter().filter(|row| !row.stage.is_closed()) {
        let application = ctx.store.load::<Application>(row.application_id).await?.0;
        let officer = actor.account_id();
        let taken_up = matches!(application, Application::Open(case) if officer.is_some_and(|officer| case.taken_up_by.contains(&officer)));
        under_way.push(VisitApplication { row, taken_up });
    }
    let mut licences = Vec::new();
    for licence in register::query::licences_held_by(ctx.pool(), person_of(account_id)).await? {
        let renewable = applications::may_be_renewed(ctx, &licence).await?;
        licences.push((licence, renewable));
    }
    let open = |kind: &PermitKind| under_way.iter().any(|found| found.row.permit_kind == kind.code);
    let offered = ctx.policy_now().applied_for().filter(|kind| !open(kind)).cloned().collect();
    Ok(Visit { account_id, person, mobile: ctx.open(&account.mobile).await?, applications: under_way, licences, offered })
}
