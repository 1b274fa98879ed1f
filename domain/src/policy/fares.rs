//! What passengers may pay by code, and what the organisation takes of it.

use crate::kernel::Rial;
use serde::Deserialize;

/// Rules of fares. Amounts are in Rial.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FareRules {
    /// The organisation's share of a fare in basis points, tips excluded.
    pub commission_bps: u32,
    /// The most that one fare may be.
    pub maximum: Rial,
    /// The most that one tip may be.
    pub tip_maximum: Rial,
    /// Tips that a passenger is offered; none is chosen beforehand.
    pub tip_presets: Vec<Rial>,
    /// Approved fares that a passenger is offered, the most usual first.
    pub presets: Vec<FarePreset>,
}

/// An approved fare.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FarePreset {
    /// A stable word.
    pub code: String,
    /// What it is for, in Persian.
    pub fa: String,
    /// ... and in English.
    pub en: String,
    /// How much.
    pub rial: Rial,
}
