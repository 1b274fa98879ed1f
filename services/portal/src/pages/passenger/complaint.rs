//! Complaining about a ride.

use super::CodePath;
use super::looked::{looked, ridden};
use crate::pages::faults::{Refused, refused, same_name};
use crate::pages::{dates, map};
use crate::routes::{Access, Endpoint, get, post};
use crate::views::FieldErrors;
use crate::views::feedback::{ComplaintForm, ComplaintReceipt};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::Fields;
use crate::web::reply::{page, page_with};
use crate::web::server::Portal;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use application::scan::{ComplaintInput, FormToken, LodgedComplaint, Occurred, Passenger, Scanned, admit, lodge};
use application::{CommandKey, Context, Failure, FieldError};
use chrono::{NaiveDate, NaiveTime, TimeZone};

/// What the form's token is signed for, and the route of its command.
const PURPOSE: &str = "complaint";
/// When a day is over, to the minute.
const LAST_MINUTE: NaiveTime = NaiveTime::from_hms_opt(23, 59, 0).expect("a time of day");

/// The complaint's pages.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/V/{code}/complaint", Access::Anyone, || web::to(form)),
        post("/{lang}/V/{code}/complaint", Access::Anyone, || web::to(send)),
    ]
}

async fn form(portal: web::Data<Portal>, caller: Caller, path: web::Path<CodePath>) -> Result<HttpResponse, WebError> {
    match looked(&portal.ctx, &caller, &path.code).await? {
        Ok(scanned) => page(&view(&portal.ctx, &caller, &scanned, &Fields::default(), FieldErrors::none())),
        Err(stop) => Ok(stop),
    }
}

/// The form with what was typed and a new token.
fn view(ctx: &Context, caller: &Caller, scanned: &Scanned, typed: &Fields, errors: FieldErrors) -> ComplaintForm {
    let code = scanned.token.to_string();
    ComplaintForm {
        page: caller.page(),
        errors,
        key: FormToken::issue(ctx, PURPOSE, &code),
        code,
        vehicle: ridden(&scanned.vehicle, caller),
        categories: map::choices(&ctx.policy_now().feedback.complaint_categories, caller.locale),
        category: typed.text("category").to_owned(),
        text: typed.text("text").to_owned(),
        occurred_on: dates::typed(typed, "occurred_on"),
        occurred_at: typed.text("occurred_at").to_owned(),
        mobile: typed.text("mobile").to_owned(),
    }
}

/// The receipt is the answer itself: its tracking code stands in no address, and the same form sent
/// again is the same complaint with the same code.
async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<CodePath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let scanned = match looked(ctx, &caller, &path.code).await? {
        Ok(scanned) => scanned,
        Err(stop) => return Ok(stop),
    };
    match carry_out(ctx, &caller, &scanned.token.to_string(), &typed).await {
        Ok(lodged) => {
            let mut frame = caller.page();
            frame.path = "/complaints".to_owned();
            page_with(
                StatusCode::CREATED,
                &ComplaintReceipt {
                    page: frame,
                    tracking_code: lodged.tracking_code,
                    lodged_at: ctx.clock.now(),
                    category: map::choice(&ctx.policy_now().feedback.complaint_categories, caller.locale, typed.text("category")),
                },
            )
        }
        Err(failure) => {
            let Refused { errors, status } = refused(failure, caller.locale, "complaint", field)?;
            page_with(status, &view(ctx, &caller, &scanned, &typed, errors))
        }
    }
}

/// The day carries what is wrong with the moment, apart from a time that is none.
fn field(pointer: &str) -> String {
    match pointer {
        "/occurred_at" | "/date" => "occurred_on".to_owned(),
        "/time" => "occurred_at".to_owned(),
        other => same_name(other),
    }
}

async fn carry_out(ctx: &Context, caller: &Caller, code: &str, typed: &Fields) -> Result<LodgedComplaint, Failure> {
    let token = FormToken::check(ctx, PURPOSE, code, typed.text("key"))?;
    let input = input(ctx, typed)?;
    admit(ctx, &caller.visitor, Passenger::Complains)?;
    let key = CommandKey::from_client(&format!("public:{code}"), PURPOSE, token.key(), typed.request());
    lodge(ctx, code, input, &key).await
}

/// The complaint, or everything that is wrong with it at once.
fn input(ctx: &Context, typed: &Fields) -> Result<ComplaintInput, Failure> {
    let (at, of_moment) = match moment(ctx, typed) {
        Ok(at) => (at, None),
        Err(fault) => (None, Some(fault)),
    };
    let read = ComplaintInput::parse(ctx, typed.text("category"), typed.text("text"), at, typed.text("mobile"));
    match (read, of_moment) {
        (Err(Failure::Invalid(mut faults)), Some(fault)) => {
            let after = faults.iter().position(|fault| fault.pointer == "/mobile").unwrap_or(faults.len());
            faults.insert(after, fault);
            Err(Failure::Invalid(faults))
        }
        (Ok(_), Some(fault)) => Err(Failure::Invalid(vec![fault])),
        (read, _) => read,
    }
}

/// When it happened, where said: a day alone is all of it, a time alone is today's.
fn moment(ctx: &Context, typed: &Fields) -> Result<Option<Occurred>, FieldError> {
    let day = dates::read(&dates::typed(typed, "occurred_on")).map_err(|()| FieldError::new("/date", "not-a-date"))?;
    let time = dates::time(typed.text("occurred_at")).map_err(|()| FieldError::new("/time", "not-a-time"))?;
    if day.is_none() && time.is_none() {
        return Ok(None);
    }
    let there = |day: NaiveDate, time: NaiveTime| {
        let local = ctx.policy_now().timezone.from_local_datetime(&day.and_time(time)).earliest();
        local.map(|at| at.to_utc()).ok_or_else(|| FieldError::new("/time", "not-a-time"))
    };
    let day = day.unwrap_or(ctx.today());
    Ok(Some(match time {
        Some(time) => Occurred::at(there(day, time)?),
        None => Occurred { from: there(day, NaiveTime::MIN)?, until: there(day, LAST_MINUTE)? },
    }))
}
