//! Both languages say the same things, and the pages ask for nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use fluent_syntax::parser;

type Messages = BTreeMap<String, BTreeSet<String>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The messages of a language with their variables.
fn messages(language: &str) -> Messages {
    let mut all = Messages::new();
    for path in files(&root().join("locales").join(language), "ftl") {
        let source = fs::read_to_string(&path).expect("a readable file");
        let resource = parser::parse(source.as_str()).expect("well-formed Fluent");
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let mut variables = BTreeSet::new();
            let pattern = message.value.expect("every message has a value");
            collect(&pattern, &mut variables);
            let known = all.insert(message.id.name.to_owned(), variables);
            assert!(known.is_none(), "{} is defined twice", message.id.name);
        }
    }
    all
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_expression(expression, variables);
        }
    }
}

fn collect_expression(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => collect_inline(inline, variables),
        Expression::Select { selector, variants } => {
            collect_inline(selector, variables);
            for variant in variants {
                collect(&variant.value, variables);
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => collect_expression(expression, variables),
        InlineExpression::FunctionReference { arguments, .. } => {
            let CallArguments { positional, .. } = arguments;
            for argument in positional {
                collect_inline(argument, variables);
            }
        }
        _ => {}
    }
}

/// Whether a literal has the shape of a key: `scan-valid`, `event-RoleGranted`.
fn key_shaped(literal: &str) -> bool {
    let mut parts = literal.split('-');
    let first = parts.next().unwrap_or_default();
    !first.is_empty()
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && literal.contains('-')
        && parts.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Shaped like keys, but CSS classes.
fn is_class(literal: &str) -> bool {
    ["is-", "banner-", "plate-s", "plate-l"]
        .iter()
        .any(|prefix| literal.starts_with(prefix))
}

/// The string literals of a source text.
fn literals(source: &str) -> impl Iterator<Item = &str> {
    source.split('"').skip(1).step_by(2)
}

/// Every key that the portal's templates and views ask for by a literal. In
/// templates all that stands in `{{ }}` and `{% %}` counts.
fn asked_for() -> BTreeMap<String, PathBuf> {
    let portal = root().join("../portal");
    let mut asked = BTreeMap::new();
    for path in files(&portal.join("templates"), "html") {
        let source = fs::read_to_string(&path).expect("a readable template");
        for chunk in source.split('{').skip(1) {
            let Some(code) = chunk.strip_prefix('%').or_else(|| {
                // The second brace of `{{` leaves an empty chunk before it.
                (!chunk.is_empty()).then_some(chunk)
            }) else {
                continue;
            };
            let end = code.find("}}").or_else(|| code.find("%}")).unwrap_or(0);
            let code = &code[..end];
            for literal in literals(code).filter(|l| key_shaped(l) && !is_class(l)) {
                asked.insert(literal.to_owned(), path.clone());
            }
            for call in ["page.t(\"", "page.tn(\"", "page.tn2(\""] {
                for rest in code.split(call).skip(1) {
                    let key = rest.split('"').next().unwrap_or_default();
                    asked.insert(key.to_owned(), path.clone());
                }
            }
        }
    }
    for path in files(&portal.join("src/views"), "rs") {
        let source = fs::read_to_string(&path).expect("a readable source file");
        let shipped = source.split("#[cfg(test)]").next().unwrap_or_default();
        for line in shipped
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            // Markup in strings holds quotes of its own; it holds no keys.
            if line.contains("\\\"") {
                continue;
            }
            for literal in literals(line).filter(|l| key_shaped(l) && !is_class(l)) {
                asked.insert(literal.to_owned(), path.clone());
            }
        }
    }
    asked
}

#[test]
fn both_languages_have_the_same_keys_and_variables() {
    let (persian, english) = (messages("fa"), messages("en"));
    for (key, variables) in &persian {
        assert_eq!(
            english.get(key),
            Some(variables),
            "{key} differs in English"
        );
    }
    for key in english.keys() {
        assert!(persian.contains_key(key), "{key} is missing in Persian");
    }
}

#[test]
fn both_languages_have_the_same_files() {
    let names = |language: &str| -> Vec<_> {
        files(&root().join("locales").join(language), "ftl")
            .iter()
            .filter_map(|path| Some(path.file_name()?.to_owned()))
            .collect()
    };
    assert_eq!(names("fa"), names("en"));
}

#[test]
fn every_file_is_loaded() {
    for locale in i18n::Locale::ALL {
        for key in messages(locale.code()).keys() {
            assert!(
                i18n::find_text(locale, key).is_some(),
                "{key} is not in the binary"
            );
        }
    }
}

#[test]
fn every_key_of_the_portal_exists() {
    let persian = messages("fa");
    let asked = asked_for();
    assert!(
        asked.len() > 200,
        "the scan found only {} keys",
        asked.len()
    );
    let missing: Vec<_> = asked
        .iter()
        .filter(|(key, _)| !persian.contains_key(*key))
        .map(|(key, path)| format!("{key} in {}", path.display()))
        .collect();
    assert!(missing.is_empty(), "no such keys: {missing:#?}");
}
