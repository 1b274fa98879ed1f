//! The codes that a taxi carries: their tokens, what a phone reads from them,
//! how they are drawn, and the sheets on which they are printed.
//!
//! Nothing here performs I/O or knows the law: the caller says which code, which
//! generation, which words. The same code drawn twice is the same bytes.
//!
//! ```text
//! token    FleetToken: derived, typed by hand, checked, hashed for the log
//! payload  the address in the sticker
//! render   the module matrix as SVG
//! sticker  one sticker, and its standalone drawing
//! sheet    A4 print sheets
//! words    the texts, which the caller brings
//! ```

pub mod payload;
pub mod render;
pub mod sheet;
pub mod sticker;
pub mod token;
pub mod words;

pub use payload::{PayloadError, sticker_url};
pub use render::{Level, QrSvg, RenderError, qr_svg};
pub use sheet::{STICKERS_PER_FILE, STICKERS_PER_PAGE, file_count, sheet, sheet_name};
pub use sticker::{Plate, Sticker, sticker_svg};
pub use token::{FleetToken, Purpose, TokenError};
pub use words::{PurposeWords, SheetWords, StickerWords};
