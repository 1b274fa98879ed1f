use super::{READERS, behalf};
use crate::audit::record_look;
use crate::{Actor, Context, Failure};
use event_store::OpenedBlob;
use projections::applications::query;
use uuid::Uuid;

/// A document's bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentBytes {
    /// What they are.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A document of an application: for its owner, or for staff, whose first look of the day is recorded first: a case shows its
/// documents each time it is opened.
///
/// # Errors
/// [`Failure::NotFound`] where there is none, it was erased, or it is not for the actor's eyes.
pub async fn document(ctx: &Context, actor: &Actor, application_id: Uuid, document_id: Uuid) -> Result<DocumentBytes, Failure> {
    if *actor == Actor::Public {
        return Err(Failure::SignInNeeded);
    }
    let row = query::application(ctx.pool(), application_id).await?.ok_or(Failure::NotFound)?;
    let own = match actor.account_id() {
        Some(_) => behalf::may_act(ctx, actor, behalf::Owned::of(&row)).await?,
        None => false,
    };
    if !own {
        if !actor.has(READERS) || row.submitted_at.is_none() {
            return Err(Failure::NotFound);
        }
        record_look(ctx, actor, "document", document_id).await?;
    }
    let documents = query::documents(ctx.pool(), application_id).await?;
    let document = documents.into_iter().find(|document| document.document_id == document_id).ok_or(Failure::NotFound)?;
    match ctx.store.blob(&document.address).await? {
        Some(OpenedBlob::Bytes(bytes)) => Ok(DocumentBytes { media_type: document.media_type, bytes }),
        Some(OpenedBlob::Erased) | None => Err(Failure::NotFound),
    }
}
