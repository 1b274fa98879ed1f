use super::{Draft, IdPath, check_form, fine, key_of, to_tasks, whole};
use crate::pages::{faults, map, plates};
use crate::routes::{Access, Endpoint, get, post};
use crate::views::apply::Vehicle;
use crate::views::{FieldErrors, PlateParts};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::reply::{page, page_with};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications::{self, AnswersInput};
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/applications/{id}/vehicle", Access::SignedIn, || web::to(form)),
        post("/{lang}/applications/{id}/vehicle", Access::SignedIn, || web::to(send)),
    ]
}

async fn form(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>) -> Result<HttpResponse, WebError> {
    let draft = Draft::of(&portal.ctx, &caller, path.id).await?;
    let plate = draft.own.vehicle.as_ref().and_then(|car| car.plate.as_ref());
    let typed = plate.map_or_else(|| plates::typed(&Fields::default()), map::plate);
    page(&view(&caller, path.id, &Fields::default(), typed, fine()))
}

fn view(caller: &Caller, id: Uuid, fields: &Fields, typed: PlateParts, errors: FieldErrors) -> Vehicle {
    Vehicle { page: caller.page(), errors, key: key_of(fields), id: id.to_string(), typed, letters: plates::letters() }
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let given = AnswersInput { plate: Some(plates::joined(&typed)), ..AnswersInput::default() };
    let key = command_key(&caller, &format!("POST /applications/{}/vehicle", path.id), typed.text("key"), typed.request());
    match applications::answer(ctx, &caller.actor, path.id, &given, &key).await {
        Ok(position) => {
            ctx.shown(position).await?;
            Ok(to_tasks(&caller, path.id))
        }
        Err(failure) => {
            let refused = faults::refused(failure, caller.locale, "apply-vehicle", whole)?;
            page_with(refused.status, &view(&caller, path.id, &typed, plates::typed(&typed), refused.errors))
        }
    }
}
