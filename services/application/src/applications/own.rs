use super::behalf;
use crate::persons::{self, OpenedPerson};
use crate::{Actor, Context, Failure};
use projections::applications::{ApplicationRow, DocumentRow, query};
use projections::register::{self, VehicleRow};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A document with what the officer wrote, opened.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedDocument {
    /// The document.
    pub row: DocumentRow,
    /// Why it was rejected, in the officer's words.
    pub note: Option<String>,
}

/// An application, opened for whom it belongs to, or for an officer who may see it.
#[derive(Debug, Clone)]
pub struct OwnApplication {
    /// The application.
    pub row: ApplicationRow,
    /// Who applies; `None` until it was told.
    pub person: Option<OpenedPerson>,
    /// Answers by question.
    pub answers: BTreeMap<String, String>,
    /// The documents that count, by kind.
    pub documents: BTreeMap<String, OpenedDocument>,
    /// The vehicle that was named.
    pub vehicle: Option<VehicleRow>,
    /// What an officer asked for, in the officer's words.
    pub message: Option<String>,
    /// What the officer wrote with the decision.
    pub note: Option<String>,
}

/// One of the actor's own applications, or one that the actor acts for, unmasked.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown, [`Failure::NotFound`] where it is not the actor's.
pub async fn own(ctx: &Context, actor: &Actor, application_id: Uuid) -> Result<OwnApplication, Failure> {
    if actor.account_id().is_none() {
        return Err(Failure::SignInNeeded);
    }
    let row = query::application(ctx.pool(), application_id).await?.ok_or(Failure::NotFound)?;
    match behalf::may_act(ctx, actor, behalf::Owned::of(&row)).await? {
        true => opened(ctx, row).await,
        false => Err(Failure::NotFound),
    }
}

/// Everything that the actor applied for, the newest first.
///
/// # Errors
/// [`Failure::SignInNeeded`] for the unknown.
pub async fn own_list(ctx: &Context, actor: &Actor) -> Result<Vec<ApplicationRow>, Failure> {
    own_list_of(ctx, actor.account_id().ok_or(Failure::SignInNeeded)?).await
}

/// Everything that an account applied for, the newest first.
pub(crate) async fn own_list_of(ctx: &Context, account_id: Uuid) -> Result<Vec<ApplicationRow>, Failure> {
    Ok(query::applications_of(ctx.pool(), account_id).await?)
}

/// Opens what an application keeps sealed.
pub(super) async fn opened(ctx: &Context, row: ApplicationRow) -> Result<OwnApplication, Failure> {
    let person = match query::person(ctx.pool(), row.person_id).await? {
        Some(person) => Some(persons::opened(ctx, &person).await?),
        None => None,
    };
    let mut answers = BTreeMap::new();
    for answer in query::answers(ctx.pool(), row.application_id).await? {
        answers.insert(answer.question, ctx.open(&answer.answer).await?.unwrap_or_default());
    }
    let mut documents = BTreeMap::new();
    for document in query::documents(ctx.pool(), row.application_id).await? {
        if row.documents.get(&document.kind) == Some(&document.document_id) {
            let note = ctx.open(document.note.as_ref()).await?;
            documents.insert(document.kind.clone(), OpenedDocument { row: document, note });
        }
    }
    let vehicle = match row.vehicle_id {
        Some(vehicle_id) => register::query::vehicle(ctx.pool(), vehicle_id).await?,
        None => None,
    };
    let message = ctx.open(row.message.as_ref()).await?;
    let note = ctx.open(row.note.as_ref()).await?;
    Ok(OwnApplication { row, person, answers, documents, vehicle, message, note })
}
