//! A4 print sheets: a file of several pages that needs nothing beside itself.

use askama::Template;

use crate::sticker::{Artwork, Sticker, persian_digits};
use crate::words::{SheetWords, StickerWords};

/// Stickers in one file: as many as a browser lays out and a clerk checks at a sitting.
pub const STICKERS_PER_FILE: usize = 100;
/// Stickers on one A4 page: two columns, four rows.
pub const STICKERS_PER_PAGE: usize = 8;

#[derive(Template)]
#[template(path = "sheet.html")]
struct Sheet<'a> {
    words: &'a SheetWords,
    organisation: &'a str,
    file: String,
    files: String,
    pages: Vec<Page<'a>>,
}

struct Page<'a> {
    count: String,
    total: String,
    first: &'a str,
    last: &'a str,
    stickers: Vec<Artwork>,
}

/// How many files a print run of so many stickers takes.
pub const fn file_count(stickers: usize) -> usize {
    stickers.div_ceil(STICKERS_PER_FILE)
}

/// The name of a file of the run, counted from 1; the names sort in print order.
pub fn sheet_name(file: usize) -> String {
    format!("stickers-{file:04}.html")
}

/// One file of a print run, counted from 1: normally [`STICKERS_PER_FILE`]
/// stickers, [`STICKERS_PER_PAGE`] on a page. They stay in the order given.
pub fn sheet(stickers: &[Sticker], words: &StickerWords, file: usize, files: usize) -> String {
    let total = stickers.len().div_ceil(STICKERS_PER_PAGE);
    let pages = (1_usize..)
        .zip(stickers.chunks(STICKERS_PER_PAGE))
        .map(|(count, stickers)| Page {
            count: persian_digits(count),
            total: persian_digits(total),
            first: stickers.first().map_or("", |sticker| &sticker.number),
            last: stickers.last().map_or("", |sticker| &sticker.number),
            stickers: stickers
                .iter()
                .map(|sticker| Artwork::new(sticker, words))
                .collect(),
        });
    Sheet {
        words: &words.sheet,
        organisation: &words.organisation,
        file: persian_digits(file),
        files: persian_digits(files),
        pages: pages.collect(),
    }
    .render()
    .expect(
        "a String takes everything that is written to it, and no filter in the template can fail",
    )
}
