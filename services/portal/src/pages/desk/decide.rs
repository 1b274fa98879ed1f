//! Suspending, lifting a suspension, revoking.

use super::{IdPath, check_form, key_of, licence};
use crate::pages::{dates, faults};
use crate::routes::{Endpoint, post};
use crate::views::licence::StaffLicence;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::reply::{page_with, see_other};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::licences::{LiftInput, RevokeInput, SuspendInput, lift_suspension, revoke as revoke_licence, suspend as suspend_licence};
use application::{Context, Failure};
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/{lang}/desk/licences/{id}/suspension", super::WRITERS, || web::to(suspend)),
        post("/{lang}/desk/licences/{id}/suspension/lift", super::WRITERS, || web::to(lift)),
        post("/{lang}/desk/licences/{id}/revocation", super::WRITERS, || web::to(revoke)),
    ]
}

async fn suspend(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let until = dates::typed(&typed, "suspend_until");
    let outcome = async {
        let input = SuspendInput::parse(typed.text("suspend_ground"), typed.text("suspend_note"), "", &dates::iso(&until))?;
        let key = command_key(&caller, &format!("POST /desk/licences/{}/suspension", path.id), typed.text("key"), typed.request());
        suspend_licence(ctx, &caller.actor, path.id, input, &key).await
    };
    let outcome = outcome.await;
    answer(ctx, &caller, path.id, outcome, ("suspend_", "licence-suspended-done"), |view| {
        let Some(form) = &mut view.suspend else { return };
        form.key = key_of(&typed);
        form.ground = typed.text("suspend_ground").to_owned();
        form.note = typed.text("suspend_note").to_owned();
        form.until = until;
    })
    .await
}

async fn lift(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let outcome = async {
        let input = LiftInput::parse(typed.text("lift_reason"), typed.text("lift_note"))?;
        let key = command_key(&caller, &format!("POST /desk/licences/{}/suspension/lift", path.id), typed.text("key"), typed.request());
        lift_suspension(ctx, &caller.actor, path.id, input, &key).await
    };
    let outcome = outcome.await;
    answer(ctx, &caller, path.id, outcome, ("lift_", "licence-lifted-done"), |view| {
        let Some(form) = &mut view.lift else { return };
        form.key = key_of(&typed);
        form.reason = typed.text("lift_reason").to_owned();
        form.note = typed.text("lift_note").to_owned();
    })
    .await
}

async fn revoke(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    let outcome = async {
        let input = RevokeInput::parse(typed.text("revoke_ground"), typed.text("revoke_note"))?;
        let key = command_key(&caller, &format!("POST /desk/licences/{}/revocation", path.id), typed.text("key"), typed.request());
        revoke_licence(ctx, &caller.actor, path.id, input, &key).await
    };
    let outcome = outcome.await;
    answer(ctx, &caller, path.id, outcome, ("revoke_", "licence-revoked-done"), |view| {
        let Some(form) = &mut view.revoke else { return };
        form.key = key_of(&typed);
        form.ground = typed.text("revoke_ground").to_owned();
        form.note = typed.text("revoke_note").to_owned();
    })
    .await
}

/// On to the licence's page, which shows what was done; or the page again with what was typed and
/// what was refused, beside the fields with the form's prefix.
async fn answer(
    ctx: &Context,
    caller: &Caller,
    licence_id: Uuid,
    outcome: Result<i64, Failure>,
    (prefix, done): (&str, &str),
    refill: impl FnOnce(&mut StaffLicence),
) -> Result<HttpResponse, WebError> {
    let address = format!("/desk/licences/{licence_id}");
    let failure = match outcome {
        Ok(position) => {
            ctx.shown(position).await?;
            return Ok(see_other(&caller.page().url(&format!("{address}?done={done}"))));
        }
        Err(failure) => failure,
    };
    let refused = faults::refused(failure, caller.locale, "licence", |pointer| format!("{prefix}{}", faults::same_name(pointer)))?;
    let mut view = licence::view(ctx, caller, licence_id).await?;
    view.page.path = address;
    view.errors = refused.errors;
    refill(&mut view);
    page_with(refused.status, &view)
}
