//! Parsing what people typed: every fault at once, each with its field.

use crate::{Failure, FieldError};
use domain::kernel::text::{canonical, written};

/// Collects the faults of one form.
#[derive(Debug, Default)]
pub struct Faults(Vec<FieldError>);

impl Faults {
    /// Notes a fault.
    pub fn add(&mut self, pointer: &str, code: &'static str) {
        self.0.push(FieldError::new(pointer, code));
    }

    /// Notes a fault that was found elsewhere.
    pub fn note(&mut self, fault: FieldError) {
        self.0.push(fault);
    }

    /// The value, or its fault noted.
    pub fn check<T, E>(&mut self, pointer: &str, code: &'static str, value: Result<T, E>) -> Option<T> {
        value.map_err(|_| self.add(pointer, code)).ok()
    }

    /// A text that must be there, in canonical form and not too long.
    pub fn text(&mut self, pointer: &str, input: &str, limit: usize) -> Option<String> {
        self.needed(pointer, canonical(input), limit)
    }

    /// The same for what people will read again, such as a name: its spelling is kept.
    pub fn prose(&mut self, pointer: &str, input: &str, limit: usize) -> Option<String> {
        self.needed(pointer, written(input), limit)
    }

    fn needed(&mut self, pointer: &str, text: String, limit: usize) -> Option<String> {
        if text.is_empty() {
            self.add(pointer, "needed");
        } else if text.chars().count() > limit {
            self.add(pointer, "too-long");
        } else if text.chars().any(char::is_control) {
            self.add(pointer, "control-characters");
        } else {
            return Some(text);
        }
        None
    }

    /// A free text that may be empty; line breaks are its own.
    pub fn free_text(&mut self, pointer: &str, input: &str, limit: usize) -> Option<String> {
        let text = input.trim();
        if text.chars().count() > limit {
            self.add(pointer, "too-long");
        } else if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            self.add(pointer, "control-characters");
        } else if !text.is_empty() {
            return Some(text.to_owned());
        }
        None
    }

    /// Refuses where anything was noted.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn refuse(self) -> Result<(), Failure> {
        if self.0.is_empty() { Ok(()) } else { Err(Failure::Invalid(self.0)) }
    }

    /// The values, where every one of them was good.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn all<T>(self, values: Option<T>) -> Result<T, Failure> {
        self.refuse()?;
        values.ok_or_else(|| Failure::Internal("a field was refused without a fault".to_owned()))
    }
}
