//! Codes in the cars: drawn from the key, never stored.

mod drawn;
mod printable;
mod reissue;
mod sticker;
mod token;

pub use drawn::{DrawnCode, drawn};
pub use printable::{Printable, printable};
pub use reissue::{ReissueInput, reissue};
pub use sticker::{sticker, sticker_words};
pub use token::{sticker_address, token_of};
pub(crate) use token::{derive, hex};
