//! What the types of the fares' rules cannot say by themselves.

use crate::toml_text::{self, Fault};
use domain::payments::fare::LEAST;
use domain::policy::FareRules;

/// The whole, in basis points.
const WHOLE: u32 = 10_000;

/// Refuses a share beyond the whole, and offers that nobody may take.
pub(super) fn check(text: &str, rules: &FareRules) -> Result<(), Fault> {
    let wrong = |rest: &[&str], message: &str| {
        let path: Vec<&str> = std::iter::once("fares").chain(rest.iter().copied()).collect();
        Err(toml_text::fault(text, &path, message))
    };
    if rules.commission_bps > WHOLE {
        return wrong(&["commission_bps"], "is 10,000 at most: the whole");
    }
    if rules.maximum.get() < LEAST {
        return wrong(&["maximum"], "must be at least 10,000 Rial, the least that a gateway takes");
    }
    for (index, preset) in rules.presets.iter().enumerate() {
        let at = index.to_string();
        if preset.rial.get() < LEAST || preset.rial > rules.maximum {
            return wrong(&["presets", &at, "rial"], "must be at least 10,000 Rial and not above the maximum");
        }
        if rules.presets[..index].iter().any(|other| other.code == preset.code) {
            return wrong(&["presets", &at, "code"], "is another preset's already");
        }
    }
    if rules.tip_presets.iter().any(|tip| *tip > rules.tip_maximum || tip.is_zero()) {
        return wrong(&["tip_presets"], "must be above 0 and not above the maximum of a tip");
    }
    Ok(())
}
