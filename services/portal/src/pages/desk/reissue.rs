use super::{IdPath, check_form, vehicle};
use crate::pages::faults;
use crate::routes::{Endpoint, post};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::reply::{page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::fleet_codes::{ReissueInput, reissue};
use application::{Context, Failure};
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![post("/{lang}/desk/vehicles/{id}/code", super::WRITERS, || web::to(send))]
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let address = format!("/desk/vehicles/{}", path.id);
    match carry_out(ctx, &caller, path.id, &typed).await {
        Ok(position) => {
            ctx.shown(position).await?;
            Ok(see_other(&caller.page().url(&format!("{address}?done=vehicle-code-reissued"))))
        }
        Err(failure) => {
            let refused = faults::refused(failure, caller.locale, "vehicle", faults::same_name)?;
            let mut view = vehicle::view(ctx, &caller, path.id).await?;
            view.page.path = address;
            view.errors = refused.errors;
            if let Some(form) = &mut view.reissue {
                form.key = super::key_of(&typed);
                form.reason = typed.text("reason").to_owned();
            }
            page_with(refused.status, &view)
        }
    }
}

async fn carry_out(ctx: &Context, caller: &Caller, vehicle_id: Uuid, typed: &Fields) -> Result<i64, Failure> {
    let input = ReissueInput::parse(typed.text("reason"))?;
    let key = command_key(caller, &format!("POST /desk/vehicles/{vehicle_id}/code"), typed.text("key"), typed.request());
    reissue(ctx, &caller.actor, vehicle_id, input, &key).await
}
