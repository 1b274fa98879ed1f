use super::{Draft, check_form, fine, key_of, to_tasks, whole, word};
use crate::pages::{dates, faults};
use crate::routes::{Access, Endpoint, get, post};
use crate::views::apply::Document;
use crate::views::{DateFields, FieldErrors};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::reply::{page, page_with};
use crate::web::server::Portal;
use crate::web::upload::Upload;
use actix_web::{HttpResponse, web};
use application::Failure;
use application::applications::{self, UploadInput};
use domain::policy::DocumentRule;
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/applications/{id}/uploads/{document}", Access::SignedIn, || web::to(form)),
        post("/{lang}/applications/{id}/uploads/{document}", Access::SignedIn, || web::to(send)),
    ]
}

#[derive(Debug, serde::Deserialize)]
struct DocumentPath {
    id: Uuid,
    document: String,
}

async fn form(portal: web::Data<Portal>, caller: Caller, path: web::Path<DocumentPath>) -> Result<HttpResponse, WebError> {
    let draft = Draft::of(&portal.ctx, &caller, path.id).await?;
    let rule = draft.rules.document(&path.document).ok_or(Failure::NotFound)?;
    let until = draft.own.documents.get(&rule.code).and_then(|document| document.row.valid_until);
    let until = until.map(|day| dates::fields_of(day, caller.locale)).unwrap_or_default();
    page(&view(&caller, &draft, rule, &Fields::default(), until, fine()))
}

fn view(caller: &Caller, draft: &Draft, rule: &DocumentRule, typed: &Fields, valid_until: DateFields, errors: FieldErrors) -> Document {
    let current = draft.own.documents.get(&rule.code);
    Document {
        page: caller.page(),
        errors,
        key: key_of(typed),
        id: draft.own.row.application_id.to_string(),
        code: rule.code.clone(),
        name: word(caller.locale, &rule.fa, &rule.en),
        hint: word(caller.locale, &rule.hint_fa, &rule.hint_en),
        expires: rule.expires,
        valid_until,
        current: current.map(|document| document.row.document_id.to_string()),
        note: current.and_then(|document| document.note.clone()),
    }
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<DocumentPath>, sent: Upload) -> Result<HttpResponse, WebError> {
    check_form(&caller, &sent.fields)?;
    let ctx = &portal.ctx;
    let draft = Draft::of(ctx, &caller, path.id).await?;
    let rule = draft.rules.document(&path.document).ok_or(Failure::NotFound)?;
    let until = dates::typed(&sent.fields, "valid_until");
    let mut request = sent.fields.request();
    request.extend(ctx.store.keys().sign("upload", &sent.file));
    let route = format!("POST /applications/{}/uploads/{}", path.id, rule.code);
    let key = command_key(&caller, &route, sent.fields.text("key"), request);
    let input = UploadInput { kind: rule.code.clone(), valid_until: dates::iso(&until), file: sent.file };
    match applications::upload(ctx, &caller.actor, path.id, input, &key).await {
        Ok(uploaded) => {
            ctx.shown(uploaded.position).await?;
            Ok(to_tasks(&caller, path.id))
        }
        Err(failure) => {
            let refused = faults::refused(failure, caller.locale, "apply-upload", whole)?;
            page_with(refused.status, &view(&caller, &draft, rule, &sent.fields, until, refused.errors))
        }
    }
}
