//! The texts on stickers and sheets, which the caller brings.
//!
//! This crate holds no sentence in any language. Numbers stand beside their
//! label, never inside a sentence, so no text has a gap to be filled.

/// Every text that a sticker or a sheet shows, in Persian unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StickerWords {
    /// The city's taxi organisation.
    pub organisation: String,
    /// Where to call, with the number: shown on each sticker.
    pub telephone: String,
    /// The word above the region's digits on a plate.
    pub iran: String,
    /// What a plate is called, for those who hear the page.
    pub plate: String,
    /// Label of the taxi's number.
    pub number: String,
    /// Label of the licence's number.
    pub licence: String,
    /// Label of the code's generation.
    pub generation: String,
    /// Texts of the code behind the front seat.
    pub inside: PurposeWords,
    /// Texts of the code on the rear window.
    pub outside: PurposeWords,
    /// Texts around the stickers on a print sheet.
    pub sheet: SheetWords,
}

/// The texts that differ between the inner and the outer sticker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurposeWords {
    /// The name in the band.
    pub brand: String,
    /// What to do, in a few words.
    pub title: String,
    /// What one gets by it.
    pub text: String,
    /// The same in one English line.
    pub line_en: String,
    /// Where this sticker belongs: one word.
    pub place: String,
}

/// The texts in the head of each printed page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetWords {
    /// What this print-out is.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// Label of "this file / all files".
    pub file: String,
    /// Label of "this page / all pages of this file".
    pub page: String,
    /// That the line above must measure 50 millimetres, and what to do if it does not.
    pub scale: String,
    /// The same in English.
    pub scale_en: String,
}
