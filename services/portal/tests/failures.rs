//! Every failure that any of our sources can name has its words in both languages, with a remedy.

use i18n::{Locale, find_text};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn sources(folder: &str) -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a readable folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => walk(&path, found),
                false if path.extension().is_some_and(|extension| extension == "rs") => found.push(path),
                false => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder), &mut found);
    found.iter().map(|path| std::fs::read_to_string(path).expect("readable")).map(|text| text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()).collect()
}

/// The codes that sources name in a call such as `faults.add("/plate", "not-a-plate")`.
fn codes_in(folder: &str, call: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for source in sources(folder) {
        for rest in source.split(call).skip(1) {
            let literals = arguments(rest).split('"').skip(1).step_by(2);
            let code = |literal: &&str| !literal.is_empty() && literal.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            found.extend(literals.into_iter().find(code).map(str::to_owned));
        }
    }
    found
}

/// What stands before the parenthesis that closes a call.
fn arguments(rest: &str) -> &str {
    let mut depth = 1;
    for (at, character) in rest.char_indices() {
        depth += match character {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth == 0 {
            return &rest[..at];
        }
    }
    rest
}

fn told(key: &str) {
    for locale in Locale::ALL {
        let text = find_text(locale, key).unwrap_or_else(|| panic!("{key} has no words in {}", locale.code()));
        assert!(text.ends_with('.'), "{key} is no sentence: {text}");
    }
}

#[test]
fn every_fault_of_a_field_is_told() {
    let mut known = BTreeSet::new();
    for folder in ["services/application/src", "services/portal/src"] {
        for call in ["faults.add(", "faults.check(", "Failure::field(", "FieldError::new(", "invalid("] {
            known.extend(codes_in(folder, call));
        }
    }
    assert!(known.len() > 25, "{known:?}");
    for code in ["needed", "too-long", "control-characters", "wrong-type", "unexpected", "given-twice", "not-a-date"] {
        told(&format!("field-{code}"));
    }
    known.iter().for_each(|code| told(&format!("field-{code}")));
}

#[test]
fn every_refusal_is_told() {
    let mut codes = BTreeSet::new();
    for source in sources("services/application/src") {
        // What an import's report says of a row is no failure.
        let source = source.replace("Fate::Refused", "");
        let named = source.split("Refused { code: \"").skip(1);
        codes.extend(named.filter_map(|rest| rest.split('"').next().map(str::to_owned)));
    }
    for folder in ["domain/src", "services/application/src"] {
        for source in sources(folder) {
            let Some(body) = source.split("fn code(&self) -> &'static str").nth(1) else { continue };
            if source.contains("impl Refusal for") {
                let body = body.split("fn pointer").next().unwrap_or_default();
                codes.extend(body.split('"').skip(1).step_by(2).map(str::to_owned));
            }
        }
    }
    assert!(codes.len() > 35, "{codes:?}");
    codes.iter().for_each(|code| told(&format!("refusal-{code}")));
}

#[test]
fn every_kind_of_failure_has_a_title_and_a_sentence() {
    for status in [400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503] {
        for locale in Locale::ALL {
            assert!(find_text(locale, &format!("problem-{status}")).is_some(), "{status}");
        }
    }
    for kind in ["not-found", "sign-in-needed", "forbidden", "too-many", "key-reused", "unavailable", "internal"] {
        told(&format!("detail-{kind}"));
    }
    for scope in ["", "-vehicle-plate", "-vehicle-vin", "-licence-vehicle", "-account-mobile", "-account-email"] {
        told(&format!("field-taken{scope}"));
    }
}
