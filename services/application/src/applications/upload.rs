use super::image::{self, FILE_LIMIT, MEDIA_TYPE, NotAPicture};
use super::{behalf, own_case, rules_of_case};
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use chrono::NaiveDate;
use domain::kernel::event::derived_id;
use domain::kernel::text::canonical;
use domain::licensing::application::{Application, ApplicationCommand, DocumentFile, PORTRAIT};
use event_store::Blob;
use uuid::Uuid;

/// A document that somebody sends.
#[derive(Debug, Clone, Default)]
pub struct UploadInput {
    /// Which document it is, by the permit kind's code.
    pub kind: String,
    /// The last day on which it is good, an ISO date; empty where it has none.
    pub valid_until: String,
    /// The file.
    pub file: Vec<u8>,
}

/// A document that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UploadedDocument {
    /// Its id.
    pub document_id: Uuid,
    /// The log position that it reached.
    pub position: i64,
}

/// Hands a document in. The picture is made anew and sealed under the applicant's key.
///
/// # Errors
/// [`Failure::NotFound`] where the application is not the actor's; [`Failure::Invalid`] with every
/// fault of kind, last day and file.
pub async fn upload(ctx: &Context, actor: &Actor, application_id: Uuid, input: UploadInput, key: &CommandKey) -> Result<UploadedDocument, Failure> {
    let case = own_case(ctx, actor, application_id).await?;
    let rules = rules_of_case(ctx, &case)?;
    let mut faults = Faults::default();
    let rule = faults.check("/kind", "unknown-choice", rules.document(&input.kind).cloned().ok_or(()));
    let typed = canonical(&input.valid_until);
    let valid_until = match (typed.is_empty(), rule.as_ref().is_some_and(|rule| rule.expires)) {
        (true, true) => {
            faults.add("/valid_until", "needed");
            None
        }
        (true, false) => None,
        (false, _) => faults.check("/valid_until", "not-a-date", typed.parse::<NaiveDate>()),
    };
    if valid_until.is_some_and(|last| last < ctx.today()) {
        faults.add("/valid_until", "in-the-past");
    }
    let bytes = picture(&mut faults, input.file, input.kind == PORTRAIT).await?;
    let (rule, bytes) = faults.all(rule.zip(bytes))?;

    let blob = Blob { subject: case.person_id, bytes };
    let document_id = derived_id(key.id, "document");
    let file = DocumentFile {
        document_id,
        kind: rule.code,
        valid_until,
        media_type: MEDIA_TYPE.to_owned(),
        // The limit of a file lies far below.
        bytes: u32::try_from(blob.bytes.len()).unwrap_or(u32::MAX),
        address: ctx.store.blob_address(&blob),
    };
    let envelope = behalf::envelope(ctx, actor, "UploadDocument", key, &case).with_blob(blob);
    let command = ApplicationCommand::UploadDocument { file, rules };
    let executed = ctx.store.execute::<Application>(application_id, command, envelope).await.map_err(super::absent_is_not_found)?;
    Ok(UploadedDocument { document_id, position: executed.last_position })
}

/// The picture as it is kept, made on a thread that nobody else waits for.
async fn picture(faults: &mut Faults, file: Vec<u8>, portrait: bool) -> Result<Option<Vec<u8>>, Failure> {
    if file.is_empty() {
        faults.add("/file", "needed");
        return Ok(None);
    }
    if file.len() > FILE_LIMIT {
        faults.add("/file", "file-too-large");
        return Ok(None);
    }
    let made = tokio::task::spawn_blocking(move || image::kept(&file, portrait)).await;
    match made.map_err(|error| Failure::Internal(error.to_string()))? {
        Ok(bytes) => Ok(Some(bytes)),
        Err(NotAPicture::OtherType) => {
            faults.add("/file", "not-a-picture");
            Ok(None)
        }
        Err(NotAPicture::Broken) => {
            faults.add("/file", "broken-picture");
            Ok(None)
        }
    }
}
