//! Golden payloads of every event, of every version that ever was: what an auditor's log holds
//! must stay readable. The files are written by hand and never blessed.

use domain::AnyEvent;
use domain::kernel::Pii;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn golden() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schemas/golden")
}

#[test]
fn every_event_has_a_golden_payload_that_comes_back_as_it_was() {
    for (aggregate, name, version) in AnyEvent::catalogue() {
        let path = golden().join(format!("{name}.v{version}.json"));
        let file = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{aggregate} has no golden payload {}: {error}", path.display()));
        let text = file.trim_end_matches('\n');
        let [mut event] = <[AnyEvent; 1]>::try_from(AnyEvent::decode(aggregate, name, version, text).expect("decodes")).expect("itself");

        assert_eq!(event.payload().expect("sealed"), text, "{name}");
        assert_eq!((event.event_type().as_str(), event.event_version().as_str()), (name, version));
        assert_eq!(event.aggregate_type(), aggregate);
        assert!(!text.contains("null"), "{name}: every optional field is given, so that its shape is kept too");
        for (field, pii) in event.personal() {
            let Pii::Sealed(sealed) = pii else { panic!("{name}: {field} is clear") };
            assert_eq!(sealed.field, field, "{name}");
        }
    }
}

/// Of every version: the current ones, and those that are upcast.
fn versions() -> BTreeSet<(&'static str, String)> {
    let all = AnyEvent::catalogue().into_iter().chain(AnyEvent::earlier());
    all.map(|(aggregate, name, version)| (aggregate, format!("{name}.v{version}.json"))).collect()
}

#[test]
fn every_version_that_ever_was_has_a_golden_payload_and_can_be_read() {
    for (aggregate, file) in versions() {
        let text = std::fs::read_to_string(golden().join(&file)).unwrap_or_else(|error| panic!("{file} of {aggregate}: {error}"));
        let (name, version) = file.strip_suffix(".json").and_then(|stem| stem.split_once(".v")).expect("named so above");
        let decoded = AnyEvent::decode(aggregate, name, version, text.trim_end_matches('\n'));
        for event in decoded.unwrap_or_else(|error| panic!("{file}: {error}")) {
            assert_eq!(event.aggregate_type(), aggregate, "{file}");
            event.payload().unwrap_or_else(|error| panic!("{file}: {error}"));
        }
    }
}

/// What each earlier version is today, in `golden/today`: written by hand, too.
#[test]
fn every_version_that_is_written_no_longer_is_read_as_what_it_says_today() {
    for (aggregate, name, version) in AnyEvent::earlier() {
        let file = format!("{name}.v{version}.json");
        let read = |path: PathBuf| std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{aggregate}: {}: {error}", path.display()));
        let then = read(golden().join(&file));
        let today: Vec<serde_json::Value> = serde_json::from_str(&read(golden().join("today").join(&file))).expect("an array of payloads");
        let decoded = AnyEvent::decode(aggregate, name, version, then.trim_end_matches('\n')).unwrap_or_else(|error| panic!("{file}: {error}"));
        let payloads = decoded.into_iter().map(|event| serde_json::from_str(&event.payload().expect("sealed")).expect("JSON"));
        assert_eq!(payloads.collect::<Vec<serde_json::Value>>(), today, "{file}");
    }
}

#[test]
fn no_golden_payload_is_of_a_version_that_nobody_reads() {
    let known = versions().into_iter().map(|(_, file)| file).chain(["today".to_owned()]).collect();
    let earlier = AnyEvent::earlier().into_iter().map(|(_, name, version)| format!("{name}.v{version}.json")).collect();
    for (folder, known) in [(golden(), known), (golden().join("today"), earlier)] {
        let known: BTreeSet<String> = known;
        for entry in std::fs::read_dir(folder).expect("it is there") {
            let file = entry.expect("an entry").file_name().into_string().expect("a UTF-8 name");
            assert!(known.contains(&file), "{file}: a version leaves the log's promise never; name it in EARLIER");
        }
    }
}

#[test]
fn a_field_that_no_event_has_is_refused() {
    let text = r#"{"RoleGranted":{"role":"officer","because":"of course"}}"#;
    assert!(AnyEvent::decode("account", "RoleGranted", "1", text).is_err());
}
