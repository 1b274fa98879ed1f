//! Where everything on a sticker stands, in millimetres from its upper left corner.

use super::type_size::{fit, wrap};
use super::{Plate, Sticker};
use crate::render::trim;
use crate::token::Purpose;
use crate::words::StickerWords;

/// One module, unless the code is so large that it would leave its place.
const MODULE: f64 = 0.8;
/// The largest code that the sticker has room for: 45 modules, version 5.
const LARGEST_CODE: f64 = 36.0;
/// The room between frieze and foot.
const TOP: f64 = 13.0;
const BOTTOM: f64 = 57.6;
/// The edge from which Persian is read.
const START: f64 = 88.0;
/// The edge at which the code stands.
const END: f64 = 2.5;
/// A plate's width, and its height with the space below.
const PLATE: (f64, f64) = (44.0, 11.6);
/// The last baseline above the English line.
const FACTS_END: f64 = 53.4;
/// Arial, which sets the English line, is narrower than the face that widths are estimated by.
const ARIAL: f64 = 0.85;
/// Bold type is wider than the face that widths are estimated by.
const BOLD: f64 = 1.15;

/// A line of type.
pub(crate) struct Line {
    pub(crate) y: String,
    pub(crate) size: String,
    pub(crate) text: String,
}

/// A labelled value.
pub(crate) struct Fact {
    pub(crate) y: String,
    pub(crate) size: String,
    pub(crate) label: String,
    pub(crate) value: String,
}

/// A placed sticker, ready for its template.
pub(crate) struct Artwork {
    pub(crate) label: String,
    pub(crate) brand: Line,
    pub(crate) organisation: Line,
    pub(crate) title: Line,
    pub(crate) text: Vec<Line>,
    pub(crate) plate: Option<Plate>,
    pub(crate) iran: String,
    pub(crate) number: Line,
    /// Upper left corner of the plate, or of the number's box.
    pub(crate) box_x: String,
    pub(crate) box_y: String,
    pub(crate) facts: Vec<Fact>,
    pub(crate) english: Line,
    pub(crate) telephone: Line,
    pub(crate) issue: Line,
    pub(crate) qr_path: String,
    pub(crate) qr_side: usize,
    pub(crate) qr_mm: String,
    pub(crate) qr_x: String,
    pub(crate) qr_y: String,
    pub(crate) code_x: String,
    pub(crate) code: Vec<Line>,
}

impl Artwork {
    pub(crate) fn new(sticker: &Sticker, words: &StickerWords) -> Self {
        let purpose = match sticker.purpose {
            Purpose::Inside => &words.inside,
            Purpose::Outside => &words.outside,
        };
        let side = (sticker.qr.side() as f64 * MODULE).min(LARGEST_CODE);
        let width = START - END - side - 2.0;
        let code_lines = code_lines(&sticker.code_shown);
        let code_top = (TOP + BOTTOM - side - 4.4 * code_lines.len() as f64) / 2.0;

        let title_size = fit(&purpose.title, 5.0, width / BOLD);
        let title = line(TOP + 5.6, title_size, &purpose.title);
        let (text_size, text) = wrap(&purpose.text, 3.4, width, 2);
        let mut y = TOP + 6.4;
        let text: Vec<Line> = text
            .iter()
            .map(|text| {
                y += text_size * 1.5;
                line(y, text_size, text)
            })
            .collect();
        y += 2.6;
        let box_y = y;
        y += PLATE.1;
        let facts = facts(sticker, words, width, y);

        Self {
            label: label(sticker, words, &purpose.place),
            brand: line(5.0, fit(&purpose.brand, 4.4, 70.0 / BOLD), &purpose.brand),
            organisation: line(
                8.7,
                fit(&words.organisation, 2.8, 70.0),
                &words.organisation,
            ),
            title,
            text,
            plate: sticker.plate.clone(),
            iran: words.iran.clone(),
            number: line(
                box_y + 6.9,
                fit(&sticker.number, 6.4, (PLATE.0 - 4.0) / BOLD),
                &sticker.number,
            ),
            box_x: trim(START - PLATE.0),
            box_y: trim(box_y),
            facts,
            english: line(
                57.0,
                fit(&purpose.line_en, 2.9, width / ARIAL),
                &purpose.line_en,
            ),
            telephone: line(61.2, fit(&words.telephone, 2.8, 45.0), &words.telephone),
            issue: {
                let generation = persian_digits(sticker.generation);
                let text = format!("{} · {} {generation}", purpose.place, words.generation);
                line(61.2, fit(&text, 2.8, 38.0), &text)
            },
            qr_path: sticker.qr.path().to_owned(),
            qr_side: sticker.qr.side(),
            qr_mm: trim(side),
            qr_x: trim(END),
            qr_y: trim(code_top),
            code_x: trim(END + side / 2.0),
            code: (1..)
                .zip(&code_lines)
                .map(|(n, text)| {
                    line(
                        code_top + side - 0.8 + 4.4 * f64::from(n),
                        fit(text, 3.8, side),
                        text,
                    )
                })
                .collect(),
        }
    }
}

/// Digits as Persian readers write them.
pub(crate) fn persian_digits(number: impl ToString) -> String {
    let plain = number.to_string();
    plain
        .chars()
        .map(|c| {
            c.to_digit(10)
                .and_then(|d| char::from_u32(u32::from('۰') + d))
                .unwrap_or(c)
        })
        .collect()
}

fn line(y: f64, size: f64, text: &str) -> Line {
    Line {
        y: trim(y),
        size: trim(size),
        text: text.to_owned(),
    }
}

/// The groups two by two, so that they can be set large below the code.
fn code_lines(code: &str) -> Vec<String> {
    let groups: Vec<&str> = code.split_whitespace().collect();
    groups.chunks(2).map(|pair| pair.join(" ")).collect()
}

/// What has no box of its own: the number beside a plate, the licence, the vehicle.
fn facts(sticker: &Sticker, words: &StickerWords, width: f64, top: f64) -> Vec<Fact> {
    let number = sticker
        .plate
        .is_some()
        .then_some((words.number.as_str(), sticker.number.as_str()));
    let rest = [
        (words.licence.as_str(), sticker.licence_number.as_str()),
        ("", sticker.vehicle.as_str()),
    ];
    let shown: Vec<_> = number
        .into_iter()
        .chain(rest)
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let leading = ((FACTS_END - top) / shown.len() as f64).min(4.2);
    (1..)
        .zip(shown)
        .map(|(n, (label, value))| Fact {
            y: trim(top + leading * f64::from(n) - 0.4),
            size: trim(fit(
                &format!("{label} {value}"),
                leading * 0.74,
                width / BOLD,
            )),
            label: label.to_owned(),
            value: value.to_owned(),
        })
        .collect()
}

/// The sticker in one sentence, for those who hear the page.
fn label(sticker: &Sticker, words: &StickerWords, place: &str) -> String {
    let vehicle = match &sticker.plate {
        Some(p) => [
            &words.plate,
            &p.two_digits,
            &p.letter,
            &p.three_digits,
            &words.iran,
            &p.region,
        ]
        .map(String::as_str)
        .join(" "),
        None => format!("{} {}", words.number, sticker.number),
    };
    format!("{vehicle} · {place} · {}", sticker.code_shown)
}
