//! A lamp post whose events are of versions that are written no longer. The log keeps no lamps: it
//! stands here for whatever may be renamed, split or dropped one day.

use crate::support::Log;
use cqrs_es::event_sink::EventSink;
use cqrs_es::{Aggregate, DomainEvent};
use domain::kernel::{Earlier, LogEvent};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use std::convert::Infallible;
use uuid::Uuid;

pub const ID: Uuid = Uuid::from_u128(0x1a00_0000_0000_4000_8000_0000_0000_0001);

/// How often it was lit, and how bright it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lamp {
    lit: u32,
    percent: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LampEvent {
    LampLit {},
    LampDimmed { percent: u8 },
}

impl DomainEvent for LampEvent {
    fn event_type(&self) -> String {
        match self {
            Self::LampLit {} => "LampLit".to_owned(),
            Self::LampDimmed { .. } => "LampDimmed".to_owned(),
        }
    }
    fn event_version(&self) -> String {
        "1".to_owned()
    }
}

impl LogEvent for LampEvent {
    const AGGREGATE: &'static str = "lamp";
    const TYPES: &'static [(&'static str, &'static str)] = &[("LampLit", "1"), ("LampDimmed", "1")];
    const EARLIER: &'static [Earlier<Self>] = &[
        Earlier { event_type: "GasLit", version: "1", upcast: |_| Ok(vec![Self::LampLit {}]) },
        Earlier { event_type: "LampSet", version: "1", upcast: set },
        Earlier { event_type: "LampPolished", version: "1", upcast: |_| Ok(Vec::new()) },
    ];
}

fn set(payload: &str) -> Result<Vec<LampEvent>, serde_json::Error> {
    #[derive(Deserialize)]
    enum Old {
        LampSet { percent: u8 },
    }
    let Old::LampSet { percent } = serde_json::from_str(payload)?;
    Ok(vec![LampEvent::LampLit {}, LampEvent::LampDimmed { percent }])
}

impl Aggregate for Lamp {
    const TYPE: &'static str = "lamp";
    type Command = ();
    type Event = LampEvent;
    type Error = Infallible;
    type Services = ();

    async fn handle(&mut self, (): (), _: &(), _: &EventSink<Self>) -> Result<(), Infallible> {
        Ok(())
    }

    fn apply(&mut self, event: LampEvent) {
        match event {
            LampEvent::LampLit {} => self.lit += 1,
            LampEvent::LampDimmed { percent } => self.percent = percent,
        }
    }
}

/// What was written once.
#[derive(Debug, Clone, Copy)]
pub enum Old {
    /// Renamed since.
    GasLit,
    /// Split since.
    LampSet(u8),
    /// Of no meaning any more.
    LampPolished,
}

pub fn any() -> impl Strategy<Value = Old> {
    prop_oneof![Just(Old::GasLit), (1..100_u8).prop_map(Old::LampSet), Just(Old::LampPolished)]
}

impl Old {
    /// What it means today.
    pub fn tell(self, lamp: &mut Lamp) {
        match self {
            Self::GasLit => lamp.lit += 1,
            Self::LampSet(percent) => {
                lamp.lit += 1;
                lamp.percent = percent;
            }
            Self::LampPolished => {}
        }
    }

    /// Puts it into the log as the software of its time did.
    pub async fn write(self, log: &Log) {
        let (name, payload) = match self {
            Self::GasLit => ("GasLit", r#"{"GasLit":{}}"#.to_owned()),
            Self::LampSet(percent) => ("LampSet", format!(r#"{{"LampSet":{{"percent":{percent}}}}}"#)),
            Self::LampPolished => ("LampPolished", r#"{"LampPolished":{}}"#.to_owned()),
        };
        sqlx::query(
            "WITH head AS (UPDATE log_head SET position = position + 1 RETURNING position, recorded_at)
             INSERT INTO events SELECT position, 'lamp', $1, (SELECT count(*) + 1 FROM events WHERE aggregate_type = 'lamp'),
                 gen_random_uuid(), gen_random_uuid(), $2, '1', $3::json, '{}', 'old', gen_random_uuid(), gen_random_uuid(),
                 decode(md5('salt'), 'hex'), recorded_at FROM head",
        )
        .bind(ID.to_string())
        .bind(name)
        .bind(payload)
        .execute(log.store.pool())
        .await
        .expect("is written");
    }
}
