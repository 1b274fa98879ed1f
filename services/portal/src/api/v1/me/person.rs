use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::{Body, NoParams};
use crate::web::reply::{IdempotencyKey, Waited, done, json};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::Failure;
use application::persons::{self, OpenedPerson, PersonInput, RegisterPerson};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Who one is; every field is needed.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"national_id": "4324251711", "first_name": "مهدی", "last_name": "رستمی", "birth_date": "1987-04-12"}))]
pub struct NewPerson {
    /// Ten digits of any script.
    national_id: String,
    first_name: String,
    last_name: String,
    /// ISO.
    birth_date: String,
}

/// A person, to oneself.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    person_id: Uuid,
    national_id: String,
    first_name: String,
    last_name: String,
    birth_date: Option<chrono::NaiveDate>,
    birth_date_jalali: Option<String>,
    /// Declared with an application: cannot be changed any more.
    declared: bool,
}

impl From<OpenedPerson> for Person {
    fn from(person: OpenedPerson) -> Self {
        let OpenedPerson { person_id, national_id, first_name, last_name, birth_date, declared } = person;
        Self { person_id, national_id, first_name, last_name, birth_date, birth_date_jalali: birth_date.map(i18n::jalali_iso), declared }
    }
}

/// Tell who one is, or put right what was told before an application was sent.
#[utoipa::path(post, path = "/api/v1/me/person", tag = "applications", request_body = NewPerson, responses((status = 200, body = Person)))]
pub(super) async fn register(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    Body(body): Body<NewPerson>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    caller.must_be_known()?;
    let command = key.command(&caller, &request, &body);
    let NewPerson { national_id, first_name, last_name, birth_date } = body;
    let input = RegisterPerson::parse(ctx, &PersonInput { national_id, first_name, last_name, birth_date })?;
    let position = persons::register(ctx, &caller.actor, input, &command).await?;
    ctx.shown(position).await?;
    let person = persons::own(ctx, &caller.actor).await?.ok_or(Failure::NotFound)?;
    Ok(done(position, &Person::from(person)))
}

/// Who one is.
#[utoipa::path(get, path = "/api/v1/me/person", tag = "applications", responses((status = 200, body = Person)))]
pub(super) async fn show(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams) -> Result<HttpResponse, WebError> {
    let person = persons::own(&portal.ctx, &caller.actor).await?.ok_or(Failure::NotFound)?;
    Ok(json(&Person::from(person)))
}
