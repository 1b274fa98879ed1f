use crate::api::v1::shape::{Code, Licence, State, Vehicle};
use crate::web::as_of;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Params;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::licences;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// When to look at it.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Query {
    /// A log position, an RFC 3339 time, or an ISO day (its end); now where left out.
    as_of: Option<String>,
}

/// The name on a permit.
#[derive(Debug, Serialize, ToSchema)]
pub struct Holder {
    first_name: String,
    last_name: String,
}

/// A licence with its vehicle and every state that it was in.
#[derive(Debug, Serialize, ToSchema)]
pub struct LicenceRecord {
    #[serde(flatten)]
    licence: Licence,
    /// What the officer noted at the last decision, for staff.
    note: Option<String>,
    /// The vehicle that it names; an agency's licence names none.
    vehicle: Option<Vehicle>,
    /// Who holds it; told to the holder only.
    holder: Option<Holder>,
    /// The newest first.
    states: Vec<State>,
    /// The car's code now; left out when looking back.
    code: Option<Code>,
    /// The position that was asked for, where one was.
    as_of: Option<i64>,
}

/// A licence, now or as it stood at a position or time.
///
/// For its holder, and for staff, whose look is recorded in the log. Whoever may not see it gets 404, as
/// where there is none.
#[utoipa::path(get, path = "/api/v1/licences/{id}", tag = "licences", params(("id" = Uuid, Path), Query), responses((status = 200, body = LicenceRecord)))]
pub(super) async fn show(
    portal: web::Data<Portal>,
    caller: Caller,
    _: Waited,
    id: web::Path<Uuid>,
    Params(query): Params<Query>,
) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let mut view = licences::view(ctx, &caller.actor, *id).await?;
    let mut position = None;
    if let Some(asked) = &query.as_of {
        let (at, day) = as_of::place(ctx, asked).await?;
        view = as_of::licence(ctx, view, at, day).await?;
        position = Some(at);
    }
    Ok(json(&LicenceRecord {
        licence: Licence::new(&view.licence, view.standing),
        note: view.note,
        vehicle: view.vehicle.as_ref().map(if view.for_staff { Vehicle::for_staff } else { Vehicle::for_anyone }),
        holder: view.holder.map(|person| Holder { first_name: person.first_name, last_name: person.last_name }),
        states: State::all(&view.states),
        code: view.code.map(|code| Code::new(ctx, &code)).transpose()?,
        as_of: position,
    }))
}
