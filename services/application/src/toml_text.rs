//! TOML files that people edit: an error says on which line and in which field it is.

use serde::de::DeserializeOwned;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What is wrong with a text, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Counts from 1.
    pub line: usize,
    /// The field's path, such as `licensing.permit_kinds[2].code`.
    pub field: String,
    /// What is wrong.
    pub message: String,
}

/// Reads a typed text.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().unwrap_or(0..0);
        let mut field = DeTable::parse(text)
            .ok()
            .and_then(|table| path_of_span(table.get_ref(), &at))
            .unwrap_or_default();
        let message = error.message().to_owned();
        // Serde points at the table that lacks the field, and names the field in its message only.
        if let Some(missing) = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
            field = if field.is_empty() { missing.to_owned() } else { format!("{field}.{missing}") };
        }
        Fault { line: line_at(text, at.start), field, message }
    })
}

/// A fault that was found in what had been read: `path` is its field, list positions in digits.
pub(crate) fn fault(text: &str, path: &[&str], message: impl Into<String>) -> Fault {
    let mut line = 1;
    let mut field = String::new();
    let table = DeTable::parse(text).ok();
    let mut here = table.as_ref().map(|table| Node::Table(table.get_ref()));
    for step in path {
        let next = here.and_then(|node| node.child(step));
        if let Some((span, _)) = &next {
            line = line_at(text, span.start);
        }
        field = joined(&field, step, matches!(here, Some(Node::Array(_))));
        here = next.map(|(_, node)| node);
    }
    Fault { line, field, message: message.into() }
}

#[derive(Clone, Copy)]
enum Node<'a> {
    Table(&'a DeTable<'a>),
    Array(&'a [Spanned<DeValue<'a>>]),
    Leaf,
}

impl<'a> Node<'a> {
    fn of(value: &'a DeValue<'a>) -> Self {
        match value {
            DeValue::Table(table) => Self::Table(table),
            DeValue::Array(array) => Self::Array(array),
            _ => Self::Leaf,
        }
    }

    fn child(self, step: &str) -> Option<(Range<usize>, Self)> {
        match self {
            Self::Table(table) => table
                .iter()
                .find(|(key, _)| key.get_ref() == step)
                .map(|(key, value)| (key.span(), Self::of(value.get_ref()))),
            Self::Array(array) => {
                let value = array.get(step.parse::<usize>().ok()?)?;
                Some((value.span(), Self::of(value.get_ref())))
            }
            Self::Leaf => None,
        }
    }
}

fn joined(path: &str, step: &str, in_list: bool) -> String {
    match (path.is_empty(), in_list) {
        (_, true) => format!("{path}[{step}]"),
        (true, false) => step.to_owned(),
        (false, false) => format!("{path}.{step}"),
    }
}

/// The deepest field whose key or value holds the span.
fn path_of_span(table: &DeTable<'_>, at: &Range<usize>) -> Option<String> {
    fn within(node: Node<'_>, path: &str, at: &Range<usize>) -> Option<String> {
        let holds = |span: Range<usize>| span.start <= at.start && at.end <= span.end && !at.is_empty();
        match node {
            Node::Table(table) => table.iter().find_map(|(key, value)| {
                let path = joined(path, key.get_ref(), false);
                within(Node::of(value.get_ref()), &path, at)
                    .or_else(|| (holds(key.span()) || holds(value.span())).then_some(path))
            }),
            Node::Array(array) => array.iter().enumerate().find_map(|(index, value)| {
                let path = joined(path, &index.to_string(), true);
                within(Node::of(value.get_ref()), &path, at).or_else(|| holds(value.span()).then_some(path))
            }),
            Node::Leaf => None,
        }
    }
    within(Node::Table(table), "", at)
}

fn line_at(text: &str, offset: usize) -> usize {
    1 + text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::{fault, read};
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only what is refused matters here")]
    struct City {
        name: String,
        kinds: Vec<Kind>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only what is refused matters here")]
    struct Kind {
        code: String,
        years: u8,
    }

    #[test]
    fn line_and_field_of_every_fault_are_named() {
        for (text, line, field) in [
            ("name = \"Q\"\n\n[[kinds]]\ncode = \"a\"\nyaers = 2\n", 5, "kinds[0].yaers"),
            ("name = \"Q\"\nkinds = []\nnmae = 1\n", 3, "nmae"),
            ("kinds = []\n", 1, "name"),
            ("name = \"Q\"\n[[kinds]]\ncode = \"a\"\nyears = 2\n[[kinds]]\ncode = \"b\"\n", 5, "kinds[1].years"),
            ("name = \"Q\"\n[[kinds]]\ncode = \"a\"\nyears = 300\n", 4, "kinds[0].years"),
            ("name = 'Q'\nkinds = = 2\n", 2, ""),
        ] {
            let found = read::<City>(text).expect_err("refused");
            assert_eq!((found.line, found.field.as_str()), (line, field), "{found:?}");
        }
    }

    #[test]
    fn a_fault_found_later_is_placed_too() {
        let text = "name = \"Q\"\n[[kinds]]\ncode = \"a\"\n[[kinds]]\ncode = \"a\"\n";
        let found = fault(text, &["kinds", "1", "code"], "twice");
        assert_eq!((found.line, found.field.as_str()), (5, "kinds[1].code"));
    }
}
