//! A lamp post whose events were changed, renamed, split and dropped over the years.

use super::{DecodeError, Earlier, decode};
use crate::kernel::event::event_types;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
enum LampEvent {
    LampErected { street: String, watts: u32 },
    LampLit {},
    LampDimmed { percent: u8 },
}

event_types!(LampEvent of "lamp" { LampErected: "2", LampLit: "1", LampDimmed: "1" }
    const EARLIER: &'static [Earlier<Self>] = &[
        Earlier { event_type: "LampErected", version: "1", upcast: erected_before_watts },
        Earlier { event_type: "GasLit", version: "1", upcast: |_| Ok(vec![LampEvent::LampLit {}]) },
        Earlier { event_type: "LampSet", version: "1", upcast: set },
        Earlier { event_type: "LampPolished", version: "1", upcast: |_| Ok(Vec::new()) },
    ];
);

/// What was written before lamps told their power: they all had forty watts then.
fn erected_before_watts(payload: &str) -> Result<Vec<LampEvent>, serde_json::Error> {
    #[derive(Deserialize)]
    enum Old {
        LampErected { street: String },
    }
    let Old::LampErected { street } = serde_json::from_str(payload)?;
    Ok(vec![LampEvent::LampErected { street, watts: 40 }])
}

/// Lighting and dimming were one event once.
fn set(payload: &str) -> Result<Vec<LampEvent>, serde_json::Error> {
    #[derive(Deserialize)]
    enum Old {
        LampSet { percent: u8 },
    }
    let Old::LampSet { percent } = serde_json::from_str(payload)?;
    Ok(vec![LampEvent::LampLit {}, LampEvent::LampDimmed { percent }])
}

fn read(event_type: &str, version: &str, payload: &str) -> Vec<LampEvent> {
    decode(event_type, version, payload).expect("can be read")
}

#[test]
fn a_current_event_is_itself() {
    let text = r#"{"LampErected":{"street":"Imam","watts":60}}"#;
    assert_eq!(read("LampErected", "2", text), [LampEvent::LampErected { street: "Imam".to_owned(), watts: 60 }]);
}

#[test]
fn an_earlier_version_gets_what_it_lacked() {
    let text = r#"{"LampErected":{"street":"Imam"}}"#;
    assert_eq!(read("LampErected", "1", text), [LampEvent::LampErected { street: "Imam".to_owned(), watts: 40 }]);
    assert!(decode::<LampEvent>("LampErected", "2", text).is_err(), "the current version promises watts");
}

#[test]
fn an_event_may_be_renamed_split_or_dropped() {
    assert_eq!(read("GasLit", "1", r#"{"GasLit":{}}"#), [LampEvent::LampLit {}]);
    assert_eq!(read("LampSet", "1", r#"{"LampSet":{"percent":30}}"#), [LampEvent::LampLit {}, LampEvent::LampDimmed { percent: 30 }]);
    assert_eq!(read("LampPolished", "1", r#"{"LampPolished":{}}"#), []);
}

#[test]
fn what_no_version_ever_was_is_named() {
    let unknown = decode::<LampEvent>("LampErected", "3", "{}").expect_err("no such version");
    assert!(matches!(&unknown, DecodeError::Unknown { version, .. } if version == "3"), "{unknown}");
    let damaged = decode::<LampEvent>("LampSet", "1", "{}").expect_err("no payload of it");
    assert!(matches!(damaged, DecodeError::Payload { .. }), "{damaged}");
}
