//! The two languages of the service: texts, numbers, dates and money.
//!
//! Persian comes first. Texts are Fluent messages in `locales/{fa,en}/`, one
//! file per family of pages; arguments are set in Unicode isolates, so that a
//! reference such as `۱۴۰۵-۰۰۱۲۳۴` keeps its order inside a Persian sentence.
//! Everything here is a pure function of its arguments.
#![forbid(unsafe_code)]

mod date;
mod digits;
mod locale;
mod money;
mod text;
mod words;

pub use date::{
    Jalali, date, date_both, date_long, date_time, day_of, jalali, jalali_iso, month_name, parse_jalali,
    time,
};
pub use digits::{canonical_digits, digits, number};
pub use locale::Locale;
pub use money::{money_rial, money_toman};
pub use text::{Arg, find_text, text, text_with};
pub use words::{money_words, number_words};
