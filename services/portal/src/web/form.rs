//! Forms of pages: the fields that were sent, the session's csrf field, and the key that makes a
//! command unique.

use super::caller::Caller;
use super::failure::WebError;
use application::{CommandKey, Failure, FieldError};
use serde::Deserialize;
use uuid::Uuid;

/// The fields of a form as they were sent. A field that is missing is empty: what is needed, the
/// use case says beside the field.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Fields that were read otherwise, such as from a form with a file.
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// A field's text; the first where it was sent more than once.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(sent, _)| sent == name).map_or("", |(_, text)| text)
    }

    /// Every value of a field, such as what was ticked.
    pub fn every(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(sent, _)| sent == name).map(|(_, text)| text.clone()).collect()
    }

    /// Refuses fields that the page does not know: a filter that is misspelt must not pass for none.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every unknown field.
    pub fn only(&self, known: &[&str]) -> Result<(), Failure> {
        let unknown = self.0.iter().filter(|(name, _)| !known.contains(&name.as_str()));
        let faults: Vec<_> = unknown.map(|(name, _)| FieldError::new(&format!("/{name}"), "unexpected")).collect();
        if faults.is_empty() { Ok(()) } else { Err(Failure::Invalid(faults)) }
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
    Uuid::now_v7().to_string()
}

/// The command's key from a form: the same form sent twice is the same command.
pub fn command_key(caller: &Caller, route: &str, key: &str, request: impl Into<Vec<u8>>) -> CommandKey {
    if key.is_empty() {
        return CommandKey::fresh();
    }
    CommandKey::from_client(&caller.principal(), route, key, request)
}
