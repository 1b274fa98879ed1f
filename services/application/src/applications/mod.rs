//! Applications for permits: what the applicant does, and what officers do with it.

mod answer;
mod behalf;
mod case;
mod decide;
mod document;
mod image;
mod judge;
mod own;
mod renew;
mod replace;
mod request_information;
mod start;
mod submit;
mod take_up;
mod tell_person;
mod upload;
mod withdraw;
mod worklist;

pub use answer::{AnswersInput, answer};
pub use case::{CaseView, case};
pub use decide::{DecisionInput, decide};
pub use document::{DocumentBytes, document};
pub use image::FILE_LIMIT;
pub use judge::{JudgementInput, judge};
pub(crate) use own::own_list_of;
pub use own::{OpenedDocument, OwnApplication, own, own_list};
pub use renew::{Barrier, RenewalView, may_be_renewed, renew, renewal};
pub use replace::{may_replace, replace};
pub use request_information::{InformationInput, request_information};
pub use start::{StartInput, StartedApplication, start, start_for};
pub use submit::{SubmissionInput, submit};
pub use take_up::take_up;
pub use tell_person::tell_person;
pub use upload::{UploadInput, UploadedDocument, upload};
pub use withdraw::withdraw;
pub use worklist::{Worklist, WorklistEntry, worklist};

use crate::{Actor, Context, Failure};
use domain::identity::account::Role;
use domain::identity::person::person_of;
use domain::licensing::application::{Application, ApplicationError, Case, Officer};
use domain::policy::{ApplicationRules, PermitKind, Policy};
use event_store::ExecuteError;
use projections::applications::{ApplicationRow, query};
use uuid::Uuid;

/// Who decides on applications.
pub const OFFICERS: &[Role] = &[Role::Officer];
/// Who may look at any application.
pub const READERS: &[Role] = &[Role::Officer, Role::Auditor];

/// The permit kind of an application, and how it is applied for, by the policy that asked its
/// questions; by the one in force where that one is not at hand.
pub fn kind_of<'a>(ctx: &'a Context, row: &ApplicationRow) -> Result<(&'a Policy, &'a PermitKind, &'a ApplicationRules), Failure> {
    rules_of(ctx, &row.policy_version, &row.permit_kind)
}

/// The same, by version and permit kind.
pub(crate) fn rules_of<'a>(ctx: &'a Context, version: &str, permit_kind: &str) -> Result<(&'a Policy, &'a PermitKind, &'a ApplicationRules), Failure> {
    let policy = ctx.policy.version(version).unwrap_or_else(|| ctx.policy_now());
    let unknown = || Failure::Refused { code: "unknown-permit-kind", pointer: Some("/permit_kind") };
    let kind = policy.permit_kind(permit_kind).ok_or_else(unknown)?;
    let rules = kind.application.as_ref().ok_or_else(unknown)?;
    Ok((policy, kind, rules))
}

/// The actor's own application, or one that the actor acts for, as the log has it. Another's is not found.
async fn own_case(ctx: &Context, actor: &Actor, application_id: Uuid) -> Result<Case, Failure> {
    let account_id = actor.account_id().ok_or(Failure::SignInNeeded)?;
    match ctx.store.load::<Application>(application_id).await?.0 {
        Application::Open(case) => {
            let owned = behalf::Owned { application_id, account_id: case.account_id, person_id: case.person_id, kind: case.kind };
            match behalf::may_act(ctx, actor, owned).await? {
                true => Ok(*case),
                false => Err(Failure::NotFound),
            }
        }
        Application::Absent => Err(Failure::NotFound),
        Application::Closed(..) => match query::application_of(ctx.pool(), account_id, application_id).await? {
            Some(_) => Err(Failure::Refused { code: "application-ended", pointer: None }),
            None => Err(Failure::NotFound),
        },
    }
}

/// What the permit kind asks, by the policy that asked this case's questions.
fn rules_of_case(ctx: &Context, case: &Case) -> Result<ApplicationRules, Failure> {
    Ok(rules_of(ctx, &case.policy_version, &case.permit_kind)?.2.clone())
}

/// What an officer's command needs to know of an application.
struct Subject {
    /// Who applies, under whose key notes are sealed.
    person_id: Uuid,
    /// What the permit kind asks.
    rules: ApplicationRules,
}

/// An application that officers work on. One that is over is known, too: whether the command is
/// refused or was done before under the same key, the log says.
async fn subject(ctx: &Context, application_id: Uuid) -> Result<Subject, Failure> {
    match ctx.store.load::<Application>(application_id).await?.0 {
        Application::Open(case) => Ok(Subject { person_id: case.person_id, rules: rules_of_case(ctx, &case)? }),
        Application::Absent => Err(Failure::NotFound),
        Application::Closed(..) => {
            let row = query::application(ctx.pool(), application_id).await?.ok_or(Failure::NotFound)?;
            Ok(Subject { person_id: row.person_id, rules: kind_of(ctx, &row)?.2.clone() })
        }
    }
}

/// The officer who acts, with the person behind, whom the domain compares with the applicant.
fn officer(actor: &Actor) -> Result<Officer, Failure> {
    actor.must_have(OFFICERS)?;
    let account_id = actor.account_id().ok_or(Failure::Forbidden)?;
    Ok(Officer { account_id, person_id: Some(person_of(account_id)) })
}

fn absent_is_not_found(error: ExecuteError<ApplicationError>) -> Failure {
    match Failure::from(error) {
        Failure::Refused { code: "application-absent", .. } => Failure::NotFound,
        other => other,
    }
}
