//! A value as COPY takes it in binary: how long it is, then what its type is made of. To read texts the
//! database needs three times as long.

use super::cells::{Kind, not_an_array};
use chrono::{DateTime, NaiveDate};
use serde::Serialize;
use serde::ser::{Error as _, Impossible, Serializer};
use serde_json::Value;
use uuid::Uuid;

/// What COPY wants to see before the first row: its signature, no flags, nothing more.
pub(super) const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// And after the last.
pub(super) const TRAILER: &[u8] = &(-1_i16).to_be_bytes();

/// The length of what is not there.
const NULL: i32 = -1;
/// The identifier of the type `text`.
const TEXT: i32 = 25;
/// 2000-01-01, from which PostgreSQL counts, in days and in microseconds after 1970-01-01.
const EPOCH_DAYS: i64 = 10_957;
const EPOCH_MICROS: i64 = EPOCH_DAYS * 86_400_000_000;

type Done = Result<(), serde_json::Error>;

/// Writes a cell.
pub(super) fn write<T: Serialize + ?Sized>(kind: Kind, value: &T, out: &mut Vec<u8>) -> Done {
    match kind {
        // By way of a value, so that the text is the same as an upsert's.
        Kind::Json => match serde_json::to_value(value)? {
            Value::Null => null(out),
            json => cell(json.to_string().as_bytes(), out),
        },
        Kind::Texts => match serde_json::to_value(value)? {
            Value::Null => null(out),
            Value::Array(items) => cell(&array(&items)?, out),
            other => Err(not_an_array(&other)),
        },
        kind => value.serialize(Word { kind, out }),
    }
}

fn null(out: &mut Vec<u8>) -> Done {
    out.extend(NULL.to_be_bytes());
    Ok(())
}

fn cell(bytes: &[u8], out: &mut Vec<u8>) -> Done {
    out.extend(length(bytes.len())?.to_be_bytes());
    out.extend(bytes);
    Ok(())
}

fn length(length: usize) -> Result<i32, serde_json::Error> {
    i32::try_from(length).map_err(serde_json::Error::custom)
}

/// Dimensions, whether any is null, their type; then for the one dimension its length and first index.
fn array(items: &[Value]) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = Vec::new();
    let dimensions = i32::from(!items.is_empty());
    let has_null = i32::from(items.contains(&Value::Null));
    out.extend([dimensions, has_null, TEXT].map(i32::to_be_bytes).concat());
    if !items.is_empty() {
        out.extend([length(items.len())?, 1].map(i32::to_be_bytes).concat());
    }
    for item in items {
        match item {
            Value::Null => null(&mut out)?,
            Value::String(text) => cell(text.as_bytes(), &mut out)?,
            other => cell(other.to_string().as_bytes(), &mut out)?,
        }
    }
    Ok(out)
}

/// One word: a number, a text, a time.
struct Word<'a> {
    kind: Kind,
    out: &'a mut Vec<u8>,
}

impl Word<'_> {
    fn number(self, number: i64) -> Done {
        let fits = serde_json::Error::custom;
        match self.kind {
            Kind::SmallInt => cell(&i16::try_from(number).map_err(fits)?.to_be_bytes(), self.out),
            Kind::Integer => cell(&i32::try_from(number).map_err(fits)?.to_be_bytes(), self.out),
            Kind::BigInt => cell(&number.to_be_bytes(), self.out),
            Kind::Text => cell(number.to_string().as_bytes(), self.out),
            other => Err(serde_json::Error::custom(format!("the number {number} stands in a column of {}", other.type_name()))),
        }
    }

    fn word(self, text: &str) -> Done {
        let wrong = |error: &dyn std::fmt::Display| serde_json::Error::custom(format!("{error} in a column of {}", self.kind.type_name()));
        match self.kind {
            Kind::Text => cell(text.as_bytes(), self.out),
            Kind::Uuid => cell(Uuid::parse_str(text).map_err(|error| wrong(&error))?.as_bytes(), self.out),
            Kind::Date => {
                let date: NaiveDate = text.parse().map_err(|error| wrong(&error))?;
                let days = i64::from(date.to_epoch_days()) - EPOCH_DAYS;
                cell(&i32::try_from(days).map_err(|error| wrong(&error))?.to_be_bytes(), self.out)
            }
            Kind::Timestamp => {
                let at = DateTime::parse_from_rfc3339(text).map_err(|error| wrong(&error))?;
                // To the nearest, as the database does with a text.
                let rest = i64::from(at.timestamp_subsec_nanos() % 1_000 >= 500);
                cell(&(at.timestamp_micros() + rest - EPOCH_MICROS).to_be_bytes(), self.out)
            }
            _ => Err(wrong(&"a text")),
        }
    }
}

macro_rules! numbers {
    ($($method:ident($number:ty))*) => {
        $(fn $method(self, number: $number) -> Done {
            self.number(number.into())
        })*
    };
}

macro_rules! refuse {
    ($($method:ident($($argument:ty),*) -> $ok:ty;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$ok, Self::Error> {
            Err(Self::Error::custom("a column holds one word"))
        })*
    };
}

impl Serializer for Word<'_> {
    type Ok = ();
    type Error = serde_json::Error;
    type SerializeSeq = Impossible<(), Self::Error>;
    type SerializeTuple = Impossible<(), Self::Error>;
    type SerializeTupleStruct = Impossible<(), Self::Error>;
    type SerializeTupleVariant = Impossible<(), Self::Error>;
    type SerializeMap = Impossible<(), Self::Error>;
    type SerializeStruct = Impossible<(), Self::Error>;
    type SerializeStructVariant = Impossible<(), Self::Error>;

    numbers! {
        serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64)
        serialize_u8(u8) serialize_u16(u16) serialize_u32(u32)
    }
    fn serialize_u64(self, number: u64) -> Done {
        self.number(i64::try_from(number).map_err(Self::Error::custom)?)
    }
    fn serialize_bool(self, truth: bool) -> Done {
        match self.kind {
            Kind::Bool => cell(&[truth.into()], self.out),
            other => Err(Self::Error::custom(format!("{truth} stands in a column of {}", other.type_name()))),
        }
    }
    fn serialize_char(self, character: char) -> Done {
        self.word(character.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, text: &str) -> Done {
        self.word(text)
    }
    fn serialize_none(self) -> Done {
        null(self.out)
    }
    fn serialize_unit(self) -> Done {
        null(self.out)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Done {
        self.word(name)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &'static str, _: u32, _: &'static str, _: &T) -> Done {
        Err(Self::Error::custom("a column holds one word"))
    }
    refuse! {
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
        serialize_struct(&'static str, usize) -> Self::SerializeStruct;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, write};
    use serde::Serialize;
    use serde_json::json;

    fn cell(kind: Kind, value: impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
        let mut out = Vec::new();
        write(kind, &value, &mut out)?;
        Ok(out)
    }

    #[test]
    fn a_cell_is_its_length_and_what_it_is_made_of() {
        assert_eq!(cell(Kind::BigInt, -2_i64).expect("a cell"), [&[0, 0, 0, 8][..], &[255; 7], &[254]].concat());
        assert_eq!(cell(Kind::SmallInt, 5_u8).expect("a cell"), [0, 0, 0, 2, 0, 5]);
        assert_eq!(cell(Kind::Bool, true).expect("a cell"), [0, 0, 0, 1, 1]);
        assert_eq!(cell(Kind::Text, "a\tb").expect("a cell"), b"\0\0\0\x03a\tb");
        assert_eq!(cell(Kind::Text, None::<&str>).expect("a cell"), [255; 4]);
        assert_eq!(cell(Kind::Json, "a").expect("a cell"), b"\0\0\0\x03\"a\"");
    }

    #[test]
    fn days_and_microseconds_are_counted_from_the_year_2000() {
        assert_eq!(cell(Kind::Date, "2000-01-02").expect("a cell"), [0, 0, 0, 4, 0, 0, 0, 1]);
        assert_eq!(cell(Kind::Timestamp, "2000-01-01T00:00:00.000001500Z").expect("a cell"), [0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 2]);
        assert_eq!(cell(Kind::Timestamp, "1999-12-31T23:59:59.999999Z").expect("a cell")[4..], [255; 8]);
    }

    #[test]
    fn an_array_says_how_many_it_holds_and_of_what() {
        assert_eq!(cell(Kind::Texts, Vec::<&str>::new()).expect("a cell"), [0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 25]);
        let two = cell(Kind::Texts, json!(["a", null])).expect("a cell");
        assert_eq!(two, [0, 0, 0, 29, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 25, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, b'a', 255, 255, 255, 255]);
    }

    #[test]
    fn what_is_of_another_type_is_refused_and_said() {
        let wrong = cell(Kind::Uuid, "no id").expect_err("no id").to_string();
        assert!(wrong.ends_with("in a column of uuid"), "{wrong}");
        assert!(cell(Kind::Integer, i64::MAX).is_err());
        assert!(cell(Kind::BigInt, "5").is_err());
        assert!(cell(Kind::Text, ["a"]).is_err());
    }
}
