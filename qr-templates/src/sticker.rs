//! One sticker: what it says, and its drawing in real millimetres.

mod artwork;
mod type_size;

use askama::Template;

pub(crate) use artwork::{Artwork, persian_digits};

use crate::render::QrSvg;
use crate::token::Purpose;
use crate::words::StickerWords;

/// An Iranian plate, in the order that is stamped on the metal, with the digits that are to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plate {
    /// The first two digits.
    pub two_digits: String,
    /// The letter.
    pub letter: String,
    /// The three digits after it.
    pub three_digits: String,
    /// The region's two digits.
    pub region: String,
}

/// What one sticker shows. Digits in its texts are shown as they are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sticker {
    /// The taxi's number.
    pub number: String,
    /// The plate; an imported vehicle may have none, then the number takes its place.
    pub plate: Option<Plate>,
    /// The licence's number.
    pub licence_number: String,
    /// Make, model and colour, as far as known.
    pub vehicle: String,
    /// Where the sticker belongs.
    pub purpose: Purpose,
    /// The code's generation.
    pub generation: u32,
    /// The drawn code.
    pub qr: QrSvg,
    /// The token for people to type, in groups: [`crate::FleetToken::grouped`].
    pub code_shown: String,
}

#[derive(Template)]
#[template(path = "sticker.svg")]
struct Drawing {
    art: Artwork,
}

/// A standalone SVG of one sticker, 91 by 63 millimetres.
pub fn sticker_svg(sticker: &Sticker, words: &StickerWords) -> String {
    Drawing {
        art: Artwork::new(sticker, words),
    }
    .render()
    .expect(
        "a String takes everything that is written to it, and no filter in the template can fail",
    )
}
