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
        let mut event = AnyEvent::decode(aggregate, name, version, text).expect("decodes");

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

#[test]
fn every_golden_payload_can_still_be_read() {
    let known: BTreeSet<(String, &str)> =
        AnyEvent::catalogue().into_iter().map(|(aggregate, name, _)| (name.to_owned(), aggregate)).collect();
    for entry in std::fs::read_dir(golden()).expect("golden/ is there") {
        let path = entry.expect("an entry").path();
        let file = path.file_name().and_then(|name| name.to_str()).expect("a UTF-8 name");
        let (name, version) = file
            .strip_suffix(".json")
            .and_then(|stem| stem.split_once(".v"))
            .unwrap_or_else(|| panic!("{file} is not named <EventType>.v<version>.json"));
        let (_, aggregate) = known.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{file}: no such event"));
        let text = std::fs::read_to_string(&path).expect("readable");
        let decoded = AnyEvent::decode(aggregate, name, version, text.trim_end_matches('\n'));
        assert!(decoded.is_ok(), "{file}: {}", decoded.expect_err("just looked"));
    }
}

#[test]
fn a_field_that_no_event_has_is_refused() {
    let text = r#"{"RoleGranted":{"role":"officer","because":"of course"}}"#;
    assert!(AnyEvent::decode("account", "RoleGranted", "1", text).is_err());
}
