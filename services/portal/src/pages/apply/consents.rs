use super::{Draft, IdPath, check_form, fine, key_of, to_tasks, whole, word};
use crate::pages::faults;
use crate::routes::{Access, Endpoint, get, post};
use crate::views::FieldErrors;
use crate::views::apply::{Consent, Consents};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::reply::{page, page_with};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications::{self, AnswersInput};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/applications/{id}/consents", Access::SignedIn, || web::to(form)),
        post("/{lang}/applications/{id}/consents", Access::SignedIn, || web::to(send)),
    ]
}

async fn form(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>) -> Result<HttpResponse, WebError> {
    let draft = Draft::of(&portal.ctx, &caller, path.id).await?;
    page(&view(&caller, &draft, &draft.own.row.consents, &Fields::default(), fine()))
}

fn view(caller: &Caller, draft: &Draft, given: &[String], typed: &Fields, errors: FieldErrors) -> Consents {
    let consents = draft.rules.consents.iter().map(|asked| Consent {
        code: asked.code.clone(),
        label: word(caller.locale, &asked.fa, &asked.en),
        required: asked.required,
        given: given.contains(&asked.code),
    });
    Consents {
        page: caller.page(),
        errors,
        key: key_of(typed),
        id: draft.own.row.application_id.to_string(),
        consents: consents.collect(),
    }
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let draft = Draft::of(ctx, &caller, path.id).await?;
    let ticked = typed.every("consent");
    // A box that is not ticked is not sent: every consent that was shown is given or taken back.
    let consents = draft.rules.consents.iter().map(|asked| (asked.code.clone(), ticked.contains(&asked.code))).collect();
    let given = AnswersInput { consents, ..AnswersInput::default() };
    let key = command_key(&caller, &format!("POST /applications/{}/consents", path.id), typed.text("key"), typed.request());
    match applications::answer(ctx, &caller.actor, path.id, &given, &key).await {
        Ok(position) => {
            ctx.shown(position).await?;
            Ok(to_tasks(&caller, path.id))
        }
        Err(failure) => {
            let refused = faults::refused(failure, caller.locale, "apply", whole)?;
            page_with(refused.status, &view(&caller, &draft, &ticked, &typed, refused.errors))
        }
    }
}
