//! Forms of pages: the session's csrf field, the key that makes a command unique, and faults beside
//! their fields.

use super::caller::Caller;
use super::failure::WebError;
use super::problem;
use crate::views::FieldErrors;
use application::{CommandKey, Failure};
use serde::Deserialize;
use uuid::Uuid;

/// The fields of a form as they were sent. A field that is missing is empty: what is needed, the
/// use case says beside the field.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// A field's text; the first where it was sent more than once.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(sent, _)| sent == name).map_or("", |(_, text)| text)
    }

    /// Every value of a field, such as what was ticked.
    pub fn every(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(sent, _)| sent == name).map(|(_, text)| text.clone()).collect()
    }

    /// What distinguishes this form from another under the same key: all but the hidden fields.
    pub fn request(&self) -> Vec<u8> {
        let typed: Vec<_> = self.0.iter().filter(|(name, _)| !matches!(name.as_str(), "csrf" | "key")).collect();
        // A list of pairs of texts is always JSON.
        serde_json::to_vec(&typed).unwrap_or_default()
    }
}

/// Refuses a form that does not carry the session's csrf field. Who has no session has no form
/// worth forging; other sites' forms are refused by their origin.
///
/// # Errors
/// [`Failure::Forbidden`].
pub fn check_csrf(caller: &Caller, csrf: &str) -> Result<(), WebError> {
    if caller.csrf == csrf { Ok(()) } else { Err(WebError(Failure::Forbidden)) }
}

/// A new key for a form's hidden `key` field.
pub fn new_key() -> String {
    Uuid::new_v4().to_string()
}

/// The command's key from a form: the same form sent twice is the same command.
pub fn command_key(caller: &Caller, route: &str, key: &str, request: impl Into<Vec<u8>>) -> CommandKey {
    if key.is_empty() {
        return CommandKey::fresh();
    }
    CommandKey::from_client(&caller.principal(), route, key, request)
}

/// The faults of a form beside their fields, or the failure itself where it is no matter of fields.
/// `field_of` names the input of a JSON pointer.
///
/// # Errors
/// Every failure that is not about input.
pub fn faults(failure: Failure, caller: &Caller, field_of: impl Fn(&str) -> String) -> Result<FieldErrors, WebError> {
    let mut errors = FieldErrors::none();
    match &failure {
        Failure::Invalid(_) | Failure::Taken(_) | Failure::Refused { pointer: Some(_), .. } => {
            for field in problem::fields(&failure) {
                errors.push(field_of(&field.pointer), problem::message(&field, caller.locale));
            }
        }
        Failure::Refused { .. } | Failure::TooMany { .. } => {
            let text = problem::detail(&WebError(failure), caller.locale);
            errors.push(String::new(), text.unwrap_or_default());
        }
        _ => return Err(WebError(failure)),
    }
    Ok(errors)
}

/// The input of a pointer where both have the same name: `/make` is `make`.
pub fn same_name(pointer: &str) -> String {
    pointer.trim_start_matches('/').to_owned()
}
