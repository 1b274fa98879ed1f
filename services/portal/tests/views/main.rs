//! Renders every view in both languages with sample data, into
//! `target/views/`, where a browser can look at them, and checks what a page
//! must keep: no inline script or style, unique ids, references that exist.

mod samples;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use i18n::Locale;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/views")
}

/// The values of an attribute, wherever it stands.
fn attribute<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    html.split(start.as_str())
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

fn check(name: &str, html: &str) {
    // The one script, a file of our own.
    let html = &html.replace("<script src=\"/assets/shift.js\" defer></script>", "");
    // Scripts come from our own files, and hold nothing of the page.
    for script in html.split("<script").skip(1) {
        assert!(script.starts_with(" src=\"/assets/") && script.contains("></script>"), "{name} has a script of its own");
    }
    for banned in [" style=", "<style", " onclick", "javascript:"] {
        assert!(!html.contains(banned), "{name} contains {banned}");
    }
    let ids = attribute(html, "id");
    let unique: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{name} repeats an id: {ids:?}");
    for list in ["for", "aria-labelledby", "aria-describedby"] {
        for id in attribute(html, list)
            .iter()
            .flat_map(|value| value.split(' '))
        {
            assert!(
                unique.contains(id),
                "{name}: {list} names {id}, which is not there"
            );
        }
    }
    for href in attribute(html, "href") {
        if let Some(id) = href.strip_prefix('#') {
            assert!(
                unique.contains(id),
                "{name} links to #{id}, which is not there"
            );
        }
    }
    for form in html.split("<form").skip(1) {
        let form = form.split("</form>").next().unwrap_or_default();
        if form.starts_with(" class=\"out\" method=\"post\"") || form.contains("method=\"post\"") {
            assert!(
                form.contains("name=\"csrf\""),
                "{name} has a form without csrf"
            );
        }
    }
    assert_eq!(
        html.matches("<h1").count(),
        1,
        "{name} needs one first-level heading"
    );
}

#[test]
fn every_view_renders_in_both_languages() {
    let folder = folder();
    fs::create_dir_all(&folder).expect("a folder for the pages");
    for asset in portal::assets::ASSETS {
        fs::write(folder.join(asset.name), asset.body).expect("a written asset");
    }
    for locale in Locale::ALL {
        for (name, html) in samples::all(locale) {
            let name = format!("{}-{name}", locale.code());
            check(&name, &html);
            let local = html.replace("\"/assets/", "\"");
            fs::write(folder.join(format!("{name}.html")), local).expect("a written page");
        }
    }
}

#[test]
fn what_a_reader_typed_is_escaped() {
    for locale in Locale::ALL {
        let html = samples::hostile(locale);
        assert!(!html.contains("<b>x"), "{html}");
    }
}
