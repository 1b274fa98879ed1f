use super::start::next_number;
use super::{StartedApplication, behalf, rules_of};
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::person::person_of;
use domain::kernel::Pii;
use domain::kernel::event::derived_id;
use domain::licensing::application::{
    Application, ApplicationCommand, ApplicationError, ApplicationKind, CarriedDocument, Case, DocumentFile, Prefill, Renews, StartApplication,
};
use domain::licensing::licence::{Licence, Standing};
use domain::policy::{AnswerKind, ApplicationRules, PermitKind, RenewalRules, RenewalTiming, offers};
use projections::applications::{ApplicationRow, query};
use projections::register::{self, LicenceRow, SubjectKind};
use uuid::Uuid;

/// A licence that its holder may renew, now or on another day.
#[derive(Debug, Clone)]
pub struct RenewalView {
    /// The licence.
    pub licence: LicenceRow,
    /// What it is worth today.
    pub standing: Standing,
    /// Its permit kind, as policy has it now.
    pub kind: PermitKind,
    /// How that is applied for.
    pub rules: ApplicationRules,
    /// How it is renewed.
    pub renewal: RenewalRules,
    /// Its last valid day.
    pub expires_on: chrono::NaiveDate,
    /// When a renewal comes that is asked for today.
    pub timing: RenewalTiming,
    /// The renewal that is under way already.
    pub under_way: Option<ApplicationRow>,
    /// What stands in its way, whatever the timing.
    pub barrier: Option<Barrier>,
}

/// Why a licence is not renewed, though the time for it is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barrier {
    /// It expired while it was suspended.
    SuspendedAtExpiry,
    /// Its holder got another one meanwhile.
    OtherLicence,
}

/// What renewing one of the actor's own licences means today.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown; [`Failure::NotFound`] where the licence is not the
/// actor's; refused where licences of its kind are not renewed, or this one ended otherwise.
pub async fn renewal(ctx: &Context, actor: &Actor, licence_id: Uuid) -> Result<RenewalView, Failure> {
    let licence = own_licence(ctx, actor, licence_id).await?;
    let (kind, rules, renewal) = renewal_rules(ctx, &licence.permit_kind)?;
    let standing = licence.on(ctx.today());
    let not_renewable = Failure::Refused { code: "licence-not-renewable", pointer: None };
    let expires_on = match standing {
        Standing::Valid | Standing::NotYetValid | Standing::Suspended | Standing::Expired => licence.expires_on.ok_or(not_renewable)?,
        Standing::Surrendered | Standing::Revoked | Standing::Terminated => return Err(not_renewable),
    };
    let under_way = query::renewal_of(ctx.pool(), licence_id).await?;
    let timing = renewal.timing(expires_on, ctx.today());
    let barrier = match renews(ctx, licence_id, &licence.permit_kind).await {
        Ok(renews) if renews.in_time() == Err(ApplicationError::RenewalOfSuspended) => Some(Barrier::SuspendedAtExpiry),
        Ok(_) => None,
        Err(Failure::Taken(_)) => Some(Barrier::OtherLicence),
        Err(other) => return Err(other),
    };
    let (kind, rules, renewal) = (kind.clone(), rules.clone(), renewal.clone());
    Ok(RenewalView { standing, kind, rules, renewal, expires_on, timing, under_way, barrier, licence })
}

/// Whether the renewal of a licence can begin today: not too early, not too late, nothing stands in its
/// way, and none is under way.
///
/// # Errors
/// Where the database does not answer.
pub async fn may_be_renewed(ctx: &Context, licence: &LicenceRow) -> Result<bool, Failure> {
    let today = ctx.today();
    let ended = matches!(licence.on(today), Standing::Surrendered | Standing::Revoked | Standing::Terminated);
    let rules = renewal_rules(ctx, &licence.permit_kind).ok().map(|(_, _, renewal)| renewal);
    let Some((rules, expires_on)) = rules.zip(licence.expires_on).filter(|_| !ended) else { return Ok(false) };
    let open = matches!(rules.timing(expires_on, today), RenewalTiming::InTime | RenewalTiming::Late);
    if !open || query::renewal_of(ctx.pool(), licence.licence_id).await?.is_some() {
        return Ok(false);
    }
    // The row tells nothing of a suspension that ran when it expired, nor of another licence.
    match renews(ctx, licence.licence_id, &licence.permit_kind).await {
        Ok(renews) => Ok(renews.in_time().is_ok()),
        Err(Failure::Refused { .. } | Failure::Taken(_) | Failure::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Begins the renewal of one of the actor's own licences, or of a driver in the agency that the actor
/// manages, with everything that is known and still good.
///
/// # Errors
/// Those of [`renewal`]; refused where it is too early or too late; [`Failure::Taken`] where one is
/// under way, or its holder has another licence.
pub async fn renew(ctx: &Context, actor: &Actor, licence_id: Uuid, key: &CommandKey) -> Result<StartedApplication, Failure> {
    let licence = own_licence(ctx, actor, licence_id).await?;
    let (_, rules, _) = renewal_rules(ctx, &licence.permit_kind)?;
    let about = about(ctx, &licence, ApplicationKind::Renewal, rules, key).await?;
    let renews = Some(renews(ctx, licence_id, &licence.permit_kind).await?);
    begin(ctx, actor, "StartRenewal", key, StartApplication { vehicle_id: licence.vehicle_id, renews, ..about }).await
}

/// An application about a licence that somebody has, with everything that is known and still good;
/// whoever begins it says the rest.
pub(super) async fn about(
    ctx: &Context,
    licence: &LicenceRow,
    kind: ApplicationKind,
    rules: &ApplicationRules,
    key: &CommandKey,
) -> Result<StartApplication, Failure> {
    let (account_id, person_id) = holder(ctx, licence).await?;
    let prefill = match licence.application_id {
        Some(before) => prefill(ctx, derived_id(key.id, "application"), before, rules).await?,
        None => None,
    };
    Ok(StartApplication {
        number: next_number(ctx).await?,
        permit_kind: licence.permit_kind.clone(),
        kind,
        account_id,
        person_id,
        licence_id: Some(licence.licence_id),
        vehicle_id: None,
        renews: None,
        replaces_worn_out: false,
        prefill,
        at_counter: None,
        policy_version: ctx.policy_now().version.clone(),
    })
}

/// Begins it, for its holder or by whoever may act for the holder.
pub(super) async fn begin(
    ctx: &Context,
    actor: &Actor,
    name: &'static str,
    key: &CommandKey,
    command: StartApplication,
) -> Result<StartedApplication, Failure> {
    let command = StartApplication { at_counter: behalf::at_counter(actor, command.account_id), ..command };
    let application_id = derived_id(key.id, "application");
    let envelope = actor.envelope_for(ctx, name, key, command.account_id);
    let executed = ctx.store.execute::<Application>(application_id, ApplicationCommand::Start(command), envelope).await?;
    Ok(StartedApplication { application_id, position: executed.last_position })
}

/// The licence that a case renews, as the log has it now; none where it renews none.
pub(super) async fn renewed_by(ctx: &Context, case: &Case) -> Result<Option<Renews>, Failure> {
    match case.licence_id.filter(|_| case.kind == ApplicationKind::Renewal) {
        Some(licence_id) => renews(ctx, licence_id, &case.permit_kind).await.map(Some),
        None => Ok(None),
    }
}

/// The licence as it is to be renewed now; refused where it has ended, or where what it is for has
/// another one meanwhile: whatever is renewed then could be granted never.
async fn renews(ctx: &Context, licence_id: Uuid, permit_kind: &str) -> Result<Renews, Failure> {
    let (_, _, rules) = renewal_rules(ctx, permit_kind)?;
    let today = ctx.today();
    let (term, suspension) = match ctx.store.load::<Licence>(licence_id).await?.0 {
        Licence::Valid(term) => (term, None),
        Licence::Suspended(suspension, term) => (term, Some(suspension)),
        Licence::Expired(suspension, term) => (term, suspension),
        Licence::Absent => return Err(Failure::NotFound),
        Licence::Ended => return Err(Failure::Refused { code: "licence-ended", pointer: None }),
    };
    let (scope, value) = term.subject.claimed();
    if ctx.store.holder(scope, &value).await?.is_some_and(|holder| holder != licence_id) {
        return Err(Failure::Taken(scope));
    }
    let expires_on = term.expires_on.ok_or(Failure::Refused { code: "licence-not-renewable", pointer: None })?;
    Ok(Renews { expires_on, suspended: suspension.is_some_and(|suspension| suspension.lasts(today)), rules: rules.clone(), today })
}

/// How a permit kind is renewed by the policy in force.
fn renewal_rules<'a>(ctx: &'a Context, permit_kind: &str) -> Result<(&'a PermitKind, &'a ApplicationRules, &'a RenewalRules), Failure> {
    let (_, kind, rules) = rules_of(ctx, &ctx.policy_now().version, permit_kind)?;
    let renewal = rules.renewal.as_ref().ok_or(Failure::Refused { code: "licence-not-renewable", pointer: None })?;
    Ok((kind, rules, renewal))
}

/// A licence that the actor holds, or a driver for whom the actor acts, or anybody's at the officer's
/// counter. Another's is not found.
pub(super) async fn own_licence(ctx: &Context, actor: &Actor, licence_id: Uuid) -> Result<LicenceRow, Failure> {
    let own = actor.account_id().map(person_of).ok_or(Failure::SignInNeeded)?;
    let licence = register::query::licence(ctx.pool(), licence_id).await?.ok_or(Failure::NotFound)?;
    let person_id = licence.person_id.ok_or(Failure::NotFound)?;
    if person_id == own || actor.has(super::OFFICERS) || (licence.subject == SubjectKind::Driver && behalf::manages(ctx, actor, person_id).await?) {
        Ok(licence)
    } else {
        Err(Failure::NotFound)
    }
}

/// The account and person that hold a licence.
async fn holder(ctx: &Context, licence: &LicenceRow) -> Result<(Uuid, Uuid), Failure> {
    let person_id = licence.person_id.ok_or(Failure::NotFound)?;
    let person = query::person(ctx.pool(), person_id).await?;
    let account_id = person.and_then(|person| person.account_id).ok_or(Failure::NotFound)?;
    Ok((account_id, person_id))
}

/// What the application before knows, as far as it is still asked for and still good; none where its
/// applicant was erased.
async fn prefill(ctx: &Context, application_id: Uuid, before: Uuid, rules: &ApplicationRules) -> Result<Option<Prefill>, Failure> {
    let Some(row) = query::application(ctx.pool(), before).await? else { return Ok(None) };
    let mut answers = Vec::new();
    for answer in query::answers(ctx.pool(), before).await? {
        let Some(question) = rules.question(&answer.question) else { continue };
        let Some(text) = ctx.open(&answer.answer).await? else { return Ok(None) };
        if question.answer != AnswerKind::Choice || offers(&question.choices, &text) {
            answers.push((answer.question, Pii::clear(row.person_id, text)));
        }
    }
    let good = |until: Option<chrono::NaiveDate>| until.is_none_or(|last| ctx.today() <= last);
    let documents = query::documents(ctx.pool(), before).await?.into_iter().filter(|document| {
        let counts = row.documents.get(&document.kind) == Some(&document.document_id);
        counts && document.verdict == "accepted" && good(document.valid_until) && rules.document(&document.kind).is_some()
    });
    let carried = documents.map(|document| CarriedDocument {
        file: DocumentFile {
            document_id: derived_id(application_id, &format!("document:{}", document.kind)),
            kind: document.kind,
            valid_until: document.valid_until,
            media_type: document.media_type,
            bytes: u32::try_from(document.bytes).unwrap_or(u32::MAX),
            address: document.address,
        },
        from_document: document.document_id,
    });
    let consents = row.consents.into_iter().filter(|given| rules.consents.iter().any(|asked| asked.code == *given)).collect();
    Ok(Some(Prefill { application_id: before, answers, consents, documents: carried.collect() }))
}
