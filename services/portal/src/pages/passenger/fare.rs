//! Paying the fare of a ride.

use super::CodePath;
use super::looked::{looked, ridden};
use crate::pages::faults::refused;
use crate::pages::payments::gateways;
use crate::routes::{Access, Endpoint, get, post};
use crate::views::fares::PayFare;
use crate::views::{Choice, FieldErrors};
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, check_csrf};
use crate::web::reply::{page, page_with, see_other};
use crate::web::server::Portal;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use application::fares::{FareInput, StartedFare, pay};
use application::scan::{FormToken, Passenger, Scanned, admit};
use application::{CommandKey, Context, Failure};
use domain::kernel::Rial;
use domain::kernel::text::canonical;
use domain::payments::fare::LEAST;
use i18n::Locale;

/// What the form's token is signed for, and the route of its command.
pub(in crate::pages) const PURPOSE: &str = "fare";
/// The choice of an amount that is typed.
const OTHER: &str = "other";

/// The fare's pages.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/V/{code}/fare", Access::Anyone, || web::to(form)),
        post("/{lang}/V/{code}/fare", Access::Anyone, || web::to(send)),
    ]
}

async fn form(portal: web::Data<Portal>, caller: Caller, path: web::Path<CodePath>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let scanned = match looked(ctx, &caller, &path.code).await? {
        Ok(scanned) => scanned,
        Err(stop) => return Ok(stop),
    };
    if !scanned.takes_fares() || ctx.gateways.first().is_none() {
        return Ok(see_other(&caller.page().url(&format!("/V/{}", scanned.token))));
    }
    page(&view(ctx, &caller, &scanned, &Fields::default(), FieldErrors::none()))
}

/// The form with what was typed and a new token.
fn view(ctx: &Context, caller: &Caller, scanned: &Scanned, typed: &Fields, errors: FieldErrors) -> PayFare {
    let code = scanned.token.to_string();
    let locale = caller.locale;
    let rules = &ctx.policy_now().fares;
    let toman = |rial: Rial| i18n::money_toman(locale, rial.get());
    let first = rules.presets.first().map_or_else(|| OTHER.to_owned(), |preset| preset.rial.get().to_string());
    let presets = rules.presets.iter().map(|preset| Choice {
        hint: Some(match locale {
            Locale::Fa => preset.fa.clone(),
            Locale::En => preset.en.clone(),
        }),
        ..Choice::new(preset.rial.get().to_string(), toman(preset.rial))
    });
    let other = Choice { hint: Some(i18n::text(locale, "fare-other-hint")), ..Choice::new(OTHER, i18n::text(locale, "fare-other")) };
    let chosen = |name: &str, otherwise: &str| match typed.text(name) {
        "" => otherwise.to_owned(),
        text => text.to_owned(),
    };
    let none = Choice::new("0", i18n::text(locale, "fare-no-tip"));
    let gateways = gateways(ctx, locale);
    PayFare {
        page: caller.page(),
        errors,
        key: FormToken::issue(ctx, PURPOSE, &code),
        code,
        driver: scanned.driver.as_ref().map(|driver| driver.first_name.clone()),
        vehicle: ridden(&scanned.vehicle, caller),
        amounts: presets.chain([other]).collect(),
        amount: chosen("amount", &first),
        other: typed.text("other").to_owned(),
        least: LEAST,
        most: rules.maximum.get(),
        tips: std::iter::once(none).chain(rules.tip_presets.iter().map(|tip| Choice::new(tip.get().to_string(), toman(*tip)))).collect(),
        tip: chosen("tip", "0"),
        mobile: typed.text("mobile").to_owned(),
        gateway: chosen("gateway", gateways.first().map_or("", |first| &first.value)),
        gateways,
    }
}

async fn send(portal: web::Data<Portal>, caller: Caller, path: web::Path<CodePath>, typed: web::Form<Fields>) -> Result<HttpResponse, WebError> {
    check_csrf(&caller, typed.text("csrf"))?;
    let ctx = &portal.ctx;
    let scanned = match looked(ctx, &caller, &path.code).await? {
        Ok(scanned) => scanned,
        Err(stop) => return Ok(stop),
    };
    let (status, errors) = match begin(ctx, &caller, &scanned.token.to_string(), &typed).await {
        Ok(started) => {
            ctx.shown(started.position).await?;
            return Ok(see_other(&caller.page().url(&format!("/fares/{}/gateway", started.receipt))));
        }
        Err(Failure::Unavailable(what)) => {
            tracing::warn!(what, "a fare could not be begun");
            let mut errors = FieldErrors::none();
            errors.push("", i18n::text(caller.locale, "invoice-gateway-silent"));
            (StatusCode::SERVICE_UNAVAILABLE, errors)
        }
        Err(failure) => {
            let typed_amount = typed.text("amount") == OTHER;
            let field_of = |pointer: &str| match pointer {
                "/form" => String::new(),
                "/amount" if typed_amount => OTHER.to_owned(),
                pointer => pointer.trim_start_matches('/').to_owned(),
            };
            let refused = refused(failure, caller.locale, "fare", field_of)?;
            (refused.status, refused.errors)
        }
    };
    page_with(status, &view(ctx, &caller, &scanned, &typed, errors))
}

async fn begin(ctx: &Context, caller: &Caller, code: &str, typed: &Fields) -> Result<StartedFare, Failure> {
    let token = FormToken::check(ctx, PURPOSE, code, typed.text("key"))?;
    let amount = match typed.text("amount") {
        OTHER => toman(typed.text("other")),
        chosen => chosen.parse().ok(),
    };
    let input = FareInput::parse(ctx, amount, typed.text("tip").parse().ok(), typed.text("mobile"), typed.text("gateway"))?;
    admit(ctx, &caller.visitor, Passenger::Pays)?;
    let key = CommandKey::from_client(&format!("public:{code}"), PURPOSE, token.key(), typed.request());
    pay(ctx, &caller.actor, code, input, &key).await
}

/// An amount as people type it, in Toman, in whatever digits and with whatever between thousands.
fn toman(typed: &str) -> Option<i64> {
    let digits: String = canonical(typed).chars().filter(|c| !matches!(c, ' ' | ',' | '٬' | '،')).collect();
    Rial::from_toman(digits.parse().ok()?).ok().map(Rial::get)
}

#[cfg(test)]
mod tests {
    use super::toman;

    #[test]
    fn people_type_amounts_in_their_own_way() {
        for typed in ["18000", "۱۸۰۰۰", "۱۸٬۰۰۰", " 18,000 ", "۱۸ ۰۰۰"] {
            assert_eq!(toman(typed), Some(180_000), "{typed}");
        }
        for typed in ["", "هجده", "-5", "1.5", "9223372036854775807"] {
            assert_eq!(toman(typed), None, "{typed}");
        }
    }
}
