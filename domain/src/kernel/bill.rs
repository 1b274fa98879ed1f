//! Bill and payment ids (شناسه قبض، شناسه پرداخت): the pair by which any Iranian bank takes a bill.

use super::rial::Rial;
use super::text::canonical;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The service type of municipalities.
const MUNICIPALITY: u8 = 6;
/// The most digits that either id has.
const LONGEST: usize = 13;
/// The unit of a payment id's amount, in Rial.
const UNIT: i64 = 1_000;

/// A bill id: file code, the organisation's three digits, service type, check digit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct BillId(String);

/// A payment id: the amount in thousands of Rial, a digit of the year, two of the period, two check
/// digits, of which the second covers the bill id as well.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct PaymentId(String);

/// Why there is no such bill or payment id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotABill {
    /// It is not 6 to 13 digits.
    #[error("bill and payment ids have 6 to 13 digits")]
    Shape,
    /// A check digit does not fit.
    #[error("a digit of this id is wrong, or it belongs to another bill")]
    CheckDigit,
    /// A file code has one to eight digits, an organisation's code at most three.
    #[error("a file code has one to eight digits, an organisation's code at most three")]
    FileCode,
    /// Only whole thousands of Rial, from one thousand to 99,999,999 thousand, can be paid by bill.
    #[error("a bill's amount is in whole thousands of Rial, from 1,000 to 99,999,999,000")]
    Amount,
    /// A year has one digit here, a period at most two.
    #[error("a bill's year has one digit, its period at most two")]
    Period,
}

impl BillId {
    /// The bill id of a municipality's file.
    ///
    /// # Errors
    /// [`NotABill::FileCode`]
    pub fn municipal(file: u32, organisation: u16) -> Result<Self, NotABill> {
        if file == 0 || file > 99_999_999 || organisation > 999 {
            return Err(NotABill::FileCode);
        }
        let body = format!("{file}{organisation:03}{MUNICIPALITY}");
        let check = check_digit(&[&body]);
        Ok(Self(format!("{body}{check}")))
    }

    /// Accepts digits of any script, spaces and hyphens.
    ///
    /// # Errors
    /// [`NotABill::Shape`], [`NotABill::CheckDigit`]
    pub fn parse(input: &str) -> Result<Self, NotABill> {
        let digits = digits(input)?;
        let (body, check) = digits.split_at(digits.len() - 1);
        if check_digit(&[body]).to_string() == check { Ok(Self(digits)) } else { Err(NotABill::CheckDigit) }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PaymentId {
    /// The payment id of an amount on a bill. `year` is the last digit of the Solar Hijri year,
    /// `period` tells the bills of one file in one year apart.
    ///
    /// # Errors
    /// [`NotABill::Amount`], [`NotABill::Period`]
    pub fn of(bill: &BillId, amount: Rial, year: u8, period: u8) -> Result<Self, NotABill> {
        let thousands = amount.get() / UNIT;
        if amount.get() % UNIT != 0 || !(1..=99_999_999).contains(&thousands) {
            return Err(NotABill::Amount);
        }
        if year > 9 || period > 99 {
            return Err(NotABill::Period);
        }
        let body = format!("{thousands}{year}{period:02}");
        let body = format!("{body}{}", check_digit(&[&body]));
        let check = check_digit(&[&bill.0, &body]);
        Ok(Self(format!("{body}{check}")))
    }

    /// Reads the payment id of a bill. Accepts digits of any script, spaces and hyphens.
    ///
    /// # Errors
    /// [`NotABill::Shape`], [`NotABill::CheckDigit`]
    pub fn parse(input: &str, bill: &BillId) -> Result<Self, NotABill> {
        let id = Self::try_from(digits(input)?)?;
        let (body, check) = id.0.split_at(id.0.len() - 1);
        if check_digit(&[&bill.0, body]).to_string() == check { Ok(id) } else { Err(NotABill::CheckDigit) }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn digits(input: &str) -> Result<String, NotABill> {
    let text: String = canonical(input).chars().filter(|c| *c != ' ' && *c != '-').collect();
    let fine = (6..=LONGEST).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fine { Ok(text) } else { Err(NotABill::Shape) }
}

/// Weights 2 to 7 in turn from the right, modulo 11; a remainder below 2 gives 0, else 11 less it.
fn check_digit(parts: &[&str]) -> u32 {
    let from_the_right = parts.iter().rev().flat_map(|part| part.bytes().rev());
    let sum: u32 = from_the_right.zip((2..=7).cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match sum % 11 {
        0..2 => 0,
        rest => 11 - rest,
    }
}

impl TryFrom<String> for BillId {
    type Error = NotABill;
    fn try_from(text: String) -> Result<Self, NotABill> {
        Self::parse(&text)
    }
}

impl From<BillId> for String {
    fn from(id: BillId) -> Self {
        id.0
    }
}

/// Without its bill only the first check digit can be tried.
impl TryFrom<String> for PaymentId {
    type Error = NotABill;
    fn try_from(text: String) -> Result<Self, NotABill> {
        let digits = digits(&text)?;
        let (body, checks) = digits.split_at(digits.len() - 2);
        if checks.starts_with(&check_digit(&[body]).to_string()) { Ok(Self(digits)) } else { Err(NotABill::CheckDigit) }
    }
}

impl From<PaymentId> for String {
    fn from(id: PaymentId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::{BillId, NotABill, PaymentId};
    use crate::kernel::Rial;
    use proptest::prelude::*;

    fn rial(amount: i64) -> Rial {
        Rial::new(amount).expect("not negative")
    }

    #[test]
    fn a_known_pair_is_read_as_people_write_it() {
        let bill = BillId::parse("7748317800142").expect("a telephone bill");
        assert_eq!(BillId::parse("۷۷۴۸۳۱۷۸-۰۰۱۴۲").as_ref(), Ok(&bill));
        let payment = PaymentId::parse("1770160", &bill).expect("its payment id");
        assert_eq!(payment, PaymentId::of(&bill, rial(17_000), 7, 1).expect("the same"));
        assert_eq!(PaymentId::parse("1770161", &bill), Err(NotABill::CheckDigit));
        assert_eq!(PaymentId::parse("1770150", &bill), Err(NotABill::CheckDigit));
    }

    #[test]
    fn what_no_bank_would_take_is_not_made() {
        let bill = BillId::municipal(12_345_678, 42).expect("a file");
        assert_eq!(bill.as_str().len(), 13);
        for bad in [0, 999, 1_001, 100_000_000_000] {
            assert_eq!(PaymentId::of(&bill, rial(bad), 5, 1), Err(NotABill::Amount), "{bad}");
        }
        assert_eq!(PaymentId::of(&bill, rial(1_000), 10, 1), Err(NotABill::Period));
        assert_eq!(PaymentId::of(&bill, rial(1_000), 5, 100), Err(NotABill::Period));
        for (file, organisation) in [(0, 1), (100_000_000, 1), (1, 1_000)] {
            assert_eq!(BillId::municipal(file, organisation), Err(NotABill::FileCode));
        }
        for bad in ["", "12345", "12345678901234", "77483178x0142"] {
            assert_eq!(BillId::parse(bad), Err(NotABill::Shape), "{bad}");
        }
    }

    #[test]
    fn in_an_event_they_are_texts() {
        let bill = BillId::parse("7748317800142").expect("a bill");
        assert_eq!(serde_json::to_string(&bill).expect("a text"), r#""7748317800142""#);
        assert!(serde_json::from_str::<BillId>(r#""7748317800143""#).is_err());
        assert!(serde_json::from_str::<PaymentId>(r#""1770150""#).is_err());
    }

    proptest! {
        #[test]
        fn what_is_made_can_be_read_again(file in 1..=99_999_999_u32, organisation in 0..=999_u16, thousands in 1..=99_999_999_i64, year in 0..=9_u8, period in 0..=99_u8) {
            let bill = BillId::municipal(file, organisation).expect("in range");
            prop_assert_eq!(BillId::parse(bill.as_str()), Ok(bill.clone()));
            let payment = PaymentId::of(&bill, rial(thousands * 1_000), year, period).expect("in range");
            prop_assert!(payment.as_str().starts_with(&thousands.to_string()));
            prop_assert_eq!(PaymentId::parse(payment.as_str(), &bill), Ok(payment));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = BillId::parse(&text);
            let _ = PaymentId::try_from(text);
        }
    }
}
