//! Failures as RFC 9457 problem documents, in the reader's language.

use super::failure::WebError;
use application::{Failure, FieldError};
use i18n::Locale;
use serde_json::{Value, json};

/// The problem document of a failure.
pub fn of(error: &WebError, locale: Locale) -> Value {
    let status = error.status();
    let errors: Vec<Value> = fields(&error.0)
        .into_iter()
        .map(|field| json!({"pointer": field.pointer, "code": field.code, "message": message(&field, locale)}))
        .collect();
    json!({
        "type": format!("/problems/{}", code(&error.0)),
        "title": i18n::text(locale, &format!("problem-{}", status.as_u16())),
        "status": status.as_u16(),
        "detail": detail(error, locale),
        "errors": errors,
    })
}

/// A stable word for the kind of failure.
fn code(failure: &Failure) -> String {
    match failure {
        Failure::Invalid(_) => "invalid-input".to_owned(),
        Failure::Refused { code, .. } => (*code).to_owned(),
        Failure::Taken(scope) => format!("taken-{}", scope.replace(['.', '_'], "-")),
        Failure::NotFound => "not-found".to_owned(),
        Failure::SignInNeeded => "sign-in-needed".to_owned(),
        Failure::Forbidden => "forbidden".to_owned(),
        Failure::TooMany { .. } => "too-many".to_owned(),
        Failure::KeyReused => "key-reused".to_owned(),
        Failure::Unavailable(_) => "unavailable".to_owned(),
        Failure::Internal(_) => "internal".to_owned(),
    }
}

/// The fields at fault, a refused or taken one included.
pub fn fields(failure: &Failure) -> Vec<FieldError> {
    match failure {
        Failure::Invalid(errors) => errors.clone(),
        Failure::Refused { code, pointer: Some(pointer) } => vec![FieldError::new(pointer, code)],
        Failure::Taken(scope) => {
            let field = scope.rsplit('.').next().unwrap_or_default();
            let code = match *scope {
                "vehicle.plate" => "taken-vehicle-plate",
                "vehicle.vin" => "taken-vehicle-vin",
                "licence.vehicle" => "taken-licence-vehicle",
                "account.mobile" => "taken-account-mobile",
                "account.email" => "taken-account-email",
                "application.open" => "taken-application-open",
                "person.national_id" => "taken-person-national-id",
                "licence.renewal" => "taken-licence-renewal",
                "licence.driver" => "taken-licence-driver",
                "affiliation.offer" => "taken-affiliation-offer",
                "affiliation.vehicle" => "taken-affiliation-vehicle",
                "affiliation.driver" => "taken-affiliation-driver",
                "inspection.vehicle" => "taken-inspection-vehicle",
                "assignment.driver" => "taken-assignment-driver",
                _ => "taken",
            };
            vec![FieldError::new(&format!("/{field}"), code)]
        }
        _ => Vec::new(),
    }
}

/// What is wrong with a field and how to mend it.
pub fn message(field: &FieldError, locale: Locale) -> String {
    ["field", "refusal"]
        .iter()
        .find_map(|kind| i18n::find_text(locale, &format!("{kind}-{}", field.code)))
        .unwrap_or_else(|| i18n::text(locale, "field-unexpected"))
}

/// What happened, in a sentence.
pub fn detail(error: &WebError, locale: Locale) -> Option<String> {
    match &error.0 {
        Failure::Invalid(errors) => errors.first().map(|field| message(field, locale)),
        Failure::Refused { code, .. } => i18n::find_text(locale, &format!("refusal-{code}")),
        Failure::Taken(_) => fields(&error.0).first().map(|field| message(field, locale)),
        other => i18n::find_text(locale, &format!("detail-{}", code(other))),
    }
}
