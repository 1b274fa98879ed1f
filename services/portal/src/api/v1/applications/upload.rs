use super::shape::Application;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::{IdempotencyKey, created};
use crate::web::server::Portal;
use crate::web::upload::Upload;
use actix_web::{HttpRequest, HttpResponse, web};
use application::applications::{self, UploadInput};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

/// A document, as `multipart/form-data`.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form; the form is read part by part")]
pub struct DocumentForm {
    /// Which document it is, by the permit kind's code.
    kind: String,
    /// The last day on which it is good, ISO; where the document has one.
    valid_until: Option<String>,
    /// A JPEG or PNG picture of at most 5 MB.
    #[schema(value_type = String, format = Binary)]
    file: String,
}

/// Hand a document in.
#[utoipa::path(post, path = "/api/v1/applications/{id}/documents", tag = "applications", params(("id" = Uuid, Path)), request_body(content = DocumentForm, content_type = "multipart/form-data"), responses((status = 201, body = Application, headers(("Location" = String)))))]
pub(super) async fn upload(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    id: web::Path<Uuid>,
    sent: Upload,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    caller.must_be_known()?;
    sent.fields.only(&["kind", "valid_until"])?;
    let distinct = json!([sent.fields.request(), ctx.store.keys().sign("upload", &sent.file)]);
    let command = key.command(&caller, &request, &distinct);
    let input = UploadInput {
        kind: sent.fields.text("kind").to_owned(),
        valid_until: sent.fields.text("valid_until").to_owned(),
        file: sent.file,
    };
    let uploaded = applications::upload(ctx, &caller.actor, *id, input, &command).await?;
    ctx.shown(uploaded.position).await?;
    let location = format!("/api/v1/applications/{id}/documents/{}", uploaded.document_id);
    Ok(created(&location, uploaded.position, &Application::for_owner(&applications::own(ctx, &caller.actor, *id).await?)))
}
