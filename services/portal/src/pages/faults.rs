//! What was refused, in the page's own words where it has them.

use crate::views::FieldErrors;
use crate::web::failure::WebError;
use crate::web::problem;
use actix_web::http::StatusCode;
use application::Failure;
use i18n::Locale;

/// A form that is shown again.
#[derive(Debug)]
pub(super) struct Refused {
    /// What was refused.
    pub errors: FieldErrors,
    /// The status that says it.
    pub status: StatusCode,
}

/// Codes that say more than that a field is missing or wrong; a page's one sentence about the field
/// does not stand for them.
const TELLING: &[&str] =
    &["too-long", "control-characters", "in-the-future", "occurred-in-the-future", "start-out-of-range", "wrong-code"];

/// The faults of a form beside their fields, or the failure itself where it is no matter of fields.
/// `family` begins the keys of the page's own texts, `vehicle-error-plate`; `field_of` names the
/// input of a JSON pointer.
pub(super) fn refused(failure: Failure, locale: Locale, family: &str, field_of: impl Fn(&str) -> String) -> Result<Refused, WebError> {
    let mut errors = FieldErrors::none();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    match &failure {
        Failure::Invalid(_) | Failure::Taken(_) | Failure::Refused { pointer: Some(_), .. } => {
            for fault in problem::fields(&failure) {
                let name = fault.pointer.trim_start_matches('/').replace('_', "-");
                let own = |key: String| i18n::find_text(locale, &key);
                let text = match fault.code {
                    "form-expired" => own("error-form-expired".to_owned()),
                    "not-a-date" => own(format!("{family}-error-date")),
                    code if code.starts_with("taken-") => own(format!("{family}-error-{name}-taken")),
                    code if TELLING.contains(&code) => None,
                    _ => own(format!("{family}-error-{name}")),
                };
                errors.push(field_of(&fault.pointer), text.unwrap_or_else(|| problem::message(&fault, locale)));
            }
        }
        Failure::Refused { .. } => {
            let text = problem::detail(&WebError(failure), locale);
            errors.push(String::new(), text.unwrap_or_else(|| i18n::text(locale, "error-409-text")));
        }
        Failure::TooMany { retry_after } => {
            status = StatusCode::TOO_MANY_REQUESTS;
            let seconds = i64::try_from(*retry_after).unwrap_or(i64::MAX);
            let again = i18n::text_with(locale, "error-retry-after", &[("n", seconds.into())]);
            errors.push(String::new(), format!("{}. {again}", i18n::text(locale, "error-429-title")));
        }
        _ => return Err(WebError(failure)),
    }
    Ok(Refused { errors, status })
}

/// The input of a pointer where both have the same name; a form as a whole has none.
pub(super) fn same_name(pointer: &str) -> String {
    if pointer == "/form" { String::new() } else { pointer.trim_start_matches('/').to_owned() }
}
