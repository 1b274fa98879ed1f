//! A plate in four fields: `plate_two`, `plate_letter`, `plate_three`, `plate_region`.

use crate::views::PlateParts;
use crate::web::form::Fields;
use domain::kernel::Plate;
use domain::kernel::text::canonical;

/// The parts as they were typed; a taxi's letter where none was chosen.
pub(super) fn typed(fields: &Fields) -> PlateParts {
    let text = |name: &str| fields.text(name).to_owned();
    PlateParts {
        two: text("plate_two"),
        letter: Some(text("plate_letter")).filter(|letter| !letter.is_empty()).unwrap_or_else(|| "ت".to_owned()),
        three: text("plate_three"),
        region: text("plate_region"),
    }
}

/// The plate in one text, where each of its parts has its length: 34 and 579 are not 345 and 79.
pub(super) fn joined(fields: &Fields) -> String {
    let part = |name: &str| canonical(fields.text(name));
    let (two, letter, three, region) = (part("plate_two"), part("plate_letter"), part("plate_three"), part("plate_region"));
    match (two.len(), three.len(), region.len()) {
        (2, 3, 2) => format!("{two}{letter}{three}-{region}"),
        _ => String::new(),
    }
}

/// The letters to choose from.
pub(super) fn letters() -> Vec<String> {
    Plate::letters().iter().map(|letter| (*letter).to_owned()).collect()
}
