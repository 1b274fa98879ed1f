use super::{EMBEDDED, PolicyBook, PolicyError};
use chrono::{DateTime, NaiveDate};
use domain::policy::offers;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a real day")
}

fn text() -> String {
    EMBEDDED[0].1.to_owned()
}

fn refused(files: &[(&str, String)]) -> (String, usize, String, String) {
    let files = files.iter().map(|(file, text)| (String::from(*file), text.clone())).collect();
    match PolicyBook::of(files).expect_err("refused") {
        PolicyError::Wrong { file, line, field, message } => (file, line, field, message),
        other => panic!("{other}"),
    }
}

fn line_of(text: &str, needle: &str) -> usize {
    1 + text[..text.find(needle).expect("it is there")].matches('\n').count()
}

#[test]
fn the_embedded_policy_decides_from_nowruz_on() {
    let book = PolicyBook::embedded();
    assert_eq!(book.in_force(day(2020, 1, 1)).version, "1403-01", "before the first: the first");
    assert_eq!(book.in_force(day(2026, 3, 20)).version, "1403-01");
    assert_eq!(book.in_force(day(2026, 3, 21)).version, "1405-01");
    assert!(book.version("1403-01").expect("there").permit_kind("taxi_online").is_none());
    assert_eq!(book.version("1405-01").expect("there").permit_kind("taxi").expect("a kind").number_prefix, "T");
    assert!(offers(&book.versions()[1].feedback.complaint_categories, "refused-card"));
}

#[test]
fn the_day_begins_at_midnight_in_tehran() {
    let book = PolicyBook::embedded();
    let at = |text: &str| book.at(DateTime::parse_from_rfc3339(text).expect("a moment").to_utc()).version.as_str();
    assert_eq!(at("2026-03-20T20:29:59Z"), "1403-01");
    assert_eq!(at("2026-03-20T20:30:00Z"), "1405-01");
}

#[test]
fn a_misspelt_key_is_named_with_file_line_and_field() {
    let misspelt = text().replace("lock_minutes", "lock_minuts");
    let (file, line, field, message) = refused(&[("a.toml", misspelt.clone())]);
    assert_eq!((file.as_str(), line), ("a.toml", line_of(&misspelt, "lock_minuts")));
    assert_eq!(field, "sign_in.lock_minuts");
    assert!(message.contains("unknown field") && message.contains("lock_minutes"), "{message}");
}

#[test]
fn every_misspelt_key_is_refused() {
    for (index, line) in text().lines().enumerate() {
        let Some((before, _)) = line.split_once(" = ") else { continue };
        // A choice stands in a line of its own, in braces.
        let key = before.trim_start_matches(['{', ' ']);
        let misspelt: String = text()
            .lines()
            .enumerate()
            .map(|(i, l)| if i == index { format!("{}\n", l.replacen(key, &format!("x{key}"), 1)) } else { format!("{l}\n") })
            .collect();
        let (_, found, field, _) = refused(&[("a.toml", misspelt)]);
        assert_eq!(found, index + 1, "{key}");
        assert!(field.ends_with(&format!("x{key}")), "{field}");
    }
}

#[test]
fn a_missing_key_is_named() {
    let (_, line, field, message) = refused(&[("a.toml", text().replace("answer_days = 10\n", ""))]);
    assert_eq!((line, field.as_str()), (line_of(&text(), "[feedback]"), "feedback.answer_days"));
    assert_eq!(message, "missing field `answer_days`");
}

#[test]
fn nonsense_is_placed() {
    let doubled = text().replace("code = \"taxi_line\"", "code = \"taxi\"");
    for (broken, needle, field) in [
        (doubled, "code = \"taxi\"\nfa = \"تاکسی خطی\"", "licensing.permit_kinds[1].code"),
        (text().replace("number_prefix = \"L\"", "number_prefix = \"T\""), "number_prefix = \"T\"\nterm_years = 2\n\n[[licensing.permit_kinds]]\ncode = \"taxi_telephone\"", "licensing.permit_kinds[1].number_prefix"),
        (text().replace("attempts = 5", "attempts = 0"), "attempts = 0", "sign_in.attempts"),
        (text().replace("attempts = 5", "attempts = \"five\""), "attempts = \"five\"", "sign_in.attempts"),
        (text().replace("attempts = 5", "attempts = -5"), "attempts = -5", "sign_in.attempts"),
        (text().replace("Asia/Tehran", "Asia/Teheran"), "timezone", "timezone"),
        (text().replace("in_force_from = \"2024-03-20\"", "in_force_from = \"2024-02-30\""), "in_force_from", "in_force_from"),
        (text().replace("en = \"Smoking\"", "en = \" \""), "en = \" \"", "feedback.complaint_categories[7].en"),
    ] {
        let (_, line, found, message) = refused(&[("a.toml", broken.clone())]);
        assert_eq!((line, found.as_str()), (line_of(&broken, needle), field), "{message}");
    }
}

#[test]
fn an_empty_list_is_refused() {
    let (before, rest) = text().split_once("[[licensing.lifting_reasons]]").map(|(a, b)| (a.to_owned(), b.to_owned())).expect("there");
    let after = &rest[rest.find("[[licensing.revocation_grounds]]").expect("there")..];
    let emptied = format!("{before}{after}").replace("forward_days = 90", "forward_days = 90\nlifting_reasons = []");
    let (_, line, field, message) = refused(&[("a.toml", emptied.clone())]);
    assert_eq!((line, field.as_str()), (line_of(&emptied, "lifting_reasons"), "licensing.lifting_reasons"));
    assert_eq!(message, "must offer at least one choice");
}

#[test]
fn two_files_of_one_version_or_one_day_are_refused() {
    let other_version = text().replace("version = \"1403-01\"", "version = \"1403-02\"");
    let (file, _, field, message) = refused(&[("a.toml", text()), ("b.toml", other_version)]);
    assert_eq!((file.as_str(), field.as_str(), message.as_str()), ("b.toml", "in_force_from", "is the same as in a.toml"));

    let other_day = text().replace("2024-03-20", "2025-03-21");
    let (file, _, field, _) = refused(&[("a.toml", text()), ("b.toml", other_day)]);
    assert_eq!((file.as_str(), field.as_str()), ("b.toml", "version"));
}

#[test]
fn a_folder_of_policies_is_read_and_other_files_in_it_are_left_alone() {
    let dir = std::env::temp_dir().join(format!("parvaneh-policy-{}", uuid::Uuid::new_v4()));
    std::fs::create_dir(&dir).expect("a fresh folder");
    assert!(matches!(PolicyBook::load(&dir), Err(PolicyError::NoFiles { .. })));
    std::fs::write(dir.join("README.md"), "not policy").expect("written");
    for (file, text) in EMBEDDED {
        std::fs::write(dir.join(file), text).expect("written");
    }
    let loaded = PolicyBook::load(&dir).expect("sound");
    std::fs::write(dir.join("broken.toml"), "version = ").expect("written");
    let error = PolicyBook::load(&dir).expect_err("broken").to_string();
    std::fs::remove_dir_all(&dir).expect("removed");

    assert_eq!(loaded, PolicyBook::embedded());
    assert!(error.contains("broken.toml, line 1, syntax"), "{error}");
    assert!(matches!(PolicyBook::load(&dir), Err(PolicyError::Unreadable { .. })));
}
