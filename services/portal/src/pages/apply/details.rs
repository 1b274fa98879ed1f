use super::{Draft, IdPath, check_form, fine, key_of, to_tasks, whole};
use crate::pages::{dates, faults};
use crate::routes::{Access, Endpoint, get, post};
use crate::views::FieldErrors;
use crate::views::apply::Details;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, command_key};
use crate::web::reply::{page, page_with};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::applications::tell_person;
use application::persons::{PersonInput, RegisterPerson};
use application::{Context, Failure};
use uuid::Uuid;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/applications/{id}/details", Access::SignedIn, || web::to(form)),
        post("/{lang}/applications/{id}/details", Access::SignedIn, || web::to(send)),
    ]
}

async fn form(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>) -> Result<HttpResponse, WebError> {
    let draft = Draft::of(&portal.ctx, &caller, path.id).await?;
    let mut view = view(&caller, path.id, &Fields::default(), fine());
    if let Some(person) = draft.own.person {
        view.national_id = i18n::digits(caller.locale, &person.national_id);
        (view.first_name, view.last_name) = (person.first_name, person.last_name);
        view.birth_date = person.birth_date.map(|day| dates::fields_of(day, caller.locale)).unwrap_or_default();
    }
    page(&view)
}

fn view(caller: &Caller, id: Uuid, typed: &Fields, errors: FieldErrors) -> Details {
    let text = |name: &str| typed.text(name).to_owned();
    Details {
        page: caller.page(),
        errors,
        key: key_of(typed),
        id: id.to_string(),
        national_id: text("national_id"),
        first_name: text("first_name"),
        last_name: text("last_name"),
        birth_date: dates::typed(typed, "birth_date"),
    }
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_form(&caller, &typed)?;
    let ctx = &portal.ctx;
    Draft::of(ctx, &caller, path.id).await?;
    match carry_out(ctx, &caller, path.id, &typed).await {
        Ok(position) => {
            ctx.shown(position).await?;
            Ok(to_tasks(&caller, path.id))
        }
        Err(failure) => {
            let refused = faults::refused(failure, caller.locale, "apply", whole)?;
            page_with(refused.status, &view(&caller, path.id, &typed, refused.errors))
        }
    }
}

async fn carry_out(ctx: &Context, caller: &Caller, application_id: Uuid, typed: &Fields) -> Result<i64, Failure> {
    let person = RegisterPerson::parse(
        ctx,
        &PersonInput {
            national_id: typed.text("national_id").to_owned(),
            first_name: typed.text("first_name").to_owned(),
            last_name: typed.text("last_name").to_owned(),
            birth_date: dates::iso(&dates::typed(typed, "birth_date")),
        },
    )?;
    let key = command_key(caller, "POST /applications/details", typed.text("key"), typed.request());
    tell_person(ctx, &caller.actor, application_id, person, &key).await
}
