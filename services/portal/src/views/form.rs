//! Fields, their errors and their choices.

use i18n::Locale;

use super::parts::{Html, escape, icon};

/// A field that was refused, and why.
#[derive(Clone, Debug)]
pub struct FieldError {
    /// The field's `id`, which is also its `name`; empty where the form as a
    /// whole was refused.
    pub field: String,
    /// What to do about it, in words already translated.
    pub message: String,
}

/// What was refused in a form, in the order of its fields.
#[derive(Clone, Debug, Default)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// No error: the form as it is first shown.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds an error.
    pub fn push(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push(FieldError {
            field: field.into(),
            message: message.into(),
        });
    }

    /// Whether nothing was refused.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many were refused.
    pub fn count(&self) -> i64 {
        self.0.len().try_into().unwrap_or(i64::MAX)
    }

    /// Every error.
    pub fn iter(&self) -> std::slice::Iter<'_, FieldError> {
        self.0.iter()
    }

    /// Whether a field was refused.
    pub fn has(&self, field: impl AsRef<str>) -> bool {
        self.of(field.as_ref()).is_some()
    }

    fn of(&self, field: &str) -> Option<&str> {
        let error = self.0.iter().find(|error| error.field == field)?;
        Some(&error.message)
    }

    /// The line above a field that says what is wrong with it.
    pub fn line(&self, locale: &Locale, field: impl AsRef<str>) -> Html {
        let field = field.as_ref();
        let Some(message) = self.of(field) else {
            return Html::default();
        };
        Html::from_escaped(format!(
            "<p class=\"err\" id=\"{}-error\">{}<span><span class=\"vh\">{} </span>{}</span></p>",
            escape(field),
            icon("alert"),
            escape(&i18n::text(*locale, "error-prefix")),
            escape(message),
        ))
    }

    /// The attributes that tie a field to its hint and its error.
    pub fn ties(&self, field: impl AsRef<str>, hint: impl AsRef<str>) -> Html {
        let field = escape(field.as_ref());
        let bad = self.has(&field);
        let mut ids = Vec::new();
        if !hint.as_ref().is_empty() {
            ids.push(format!("{field}-hint"));
        }
        if bad {
            ids.push(format!("{field}-error"));
        }
        let mut markup = String::new();
        if !ids.is_empty() {
            markup.push_str(&format!(" aria-describedby=\"{}\"", ids.join(" ")));
        }
        if bad {
            markup.push_str(" aria-invalid=\"true\"");
        }
        Html::from_escaped(markup)
    }
}

impl From<Vec<FieldError>> for FieldErrors {
    fn from(errors: Vec<FieldError>) -> Self {
        Self(errors)
    }
}

/// One of several values that a field can take.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown, in words already translated.
    pub label: String,
    /// A line of explanation under the label.
    pub hint: Option<String>,
}

impl Choice {
    /// A choice without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
        }
    }
}

/// A date in three fields, as typed: day, month (1 to 12), year. Their names
/// are the field's with `_day`, `_month` and `_year`; an error belongs to the
/// field's own name. The calendar is Solar Hijri in both languages.
#[derive(Clone, Debug, Default)]
pub struct DateFields {
    /// The day as typed.
    pub day: String,
    /// The number of the chosen month, or empty.
    pub month: String,
    /// The year as typed.
    pub year: String,
}

impl DateFields {
    /// Whether a month is the chosen one.
    pub fn is_month(&self, month: &u8) -> bool {
        self.month == month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_field_is_tied_to_hint_and_error() {
        let mut errors = FieldErrors::none();
        errors.push("mobile", "<wrong>");
        assert_eq!(
            errors.ties("mobile", "some-hint").to_string(),
            " aria-describedby=\"mobile-hint mobile-error\" aria-invalid=\"true\""
        );
        assert_eq!(errors.ties("name", "").to_string(), "");
        assert!(
            errors
                .line(&Locale::Fa, "mobile")
                .to_string()
                .contains("&#60;wrong&#62;")
        );
    }
}
