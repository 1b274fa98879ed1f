//! A value as COPY takes it.

use serde::Serialize;
use serde::ser::{Error as _, Impossible, Serializer};
use serde_json::Value;
use std::fmt::Write as _;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number, a text, a time: whatever one word says.
    Plain,
    /// JSON, as text.
    Json,
    /// An array of words.
    Array,
}

const NULL: &str = "\\N";

/// Writes a cell.
pub(super) fn write<T: Serialize + ?Sized>(kind: Kind, value: &T, out: &mut String) -> Result<(), serde_json::Error> {
    match kind {
        Kind::Plain => value.serialize(Plain(out)),
        // By way of a value, so that the text is the same as an upsert's.
        Kind::Json => {
            match serde_json::to_value(value)? {
                Value::Null => out.push_str(NULL),
                json => escape(&json.to_string(), out),
            }
            Ok(())
        }
        Kind::Array => {
            match serde_json::to_value(value)? {
                Value::Null => out.push_str(NULL),
                Value::Array(items) => escape(&literal(&items), out),
                other => return Err(serde_json::Error::custom(format!("{other} stands in an array's column"))),
            }
            Ok(())
        }
    }
}

/// A cell as a cast from text takes it; none where nothing is in it.
pub(super) fn text(kind: Kind, value: Value) -> Result<Option<String>, serde_json::Error> {
    match (kind, value) {
        (_, Value::Null) => Ok(None),
        (Kind::Plain, Value::String(text)) => Ok(Some(text)),
        (Kind::Array, Value::Array(items)) => Ok(Some(literal(&items))),
        (Kind::Array, other) => Err(serde_json::Error::custom(format!("{other} stands in an array's column"))),
        (Kind::Plain | Kind::Json, other) => Ok(Some(other.to_string())),
    }
}

/// An array as PostgreSQL writes one.
fn literal(items: &[Value]) -> String {
    let item = |item: &Value| match item {
        Value::Null => "NULL".to_owned(),
        Value::String(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        other => other.to_string(),
    };
    format!("{{{}}}", items.iter().map(item).collect::<Vec<_>>().join(","))
}

fn escape(text: &str, out: &mut String) {
    if !text.contains(['\\', '\t', '\n', '\r']) {
        return out.push_str(text);
    }
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            other => out.push(other),
        }
    }
}

/// One word.
struct Plain<'a>(&'a mut String);

macro_rules! numbers {
    ($($method:ident($number:ty))*) => {
        $(fn $method(self, number: $number) -> Result<(), Self::Error> {
            write!(self.0, "{number}").map_err(Self::Error::custom)
        })*
    };
}

macro_rules! refuse {
    ($($method:ident($($argument:ty),*) -> $ok:ty;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$ok, Self::Error> {
            Err(Self::Error::custom("a plain column holds one word"))
        })*
    };
}

impl Serializer for Plain<'_> {
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
        serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64)
        serialize_bool(bool)
    }
    fn serialize_char(self, character: char) -> Result<(), Self::Error> {
        self.serialize_str(character.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, text: &str) -> Result<(), Self::Error> {
        escape(text, self.0);
        Ok(())
    }
    fn serialize_none(self) -> Result<(), Self::Error> {
        self.serialize_unit()
    }
    fn serialize_unit(self) -> Result<(), Self::Error> {
        self.0.push_str(NULL);
        Ok(())
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Self::Error> {
        value.serialize(self)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Self::Error> {
        value.serialize(self)
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<(), Self::Error> {
        self.serialize_str(name)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &'static str, _: u32, _: &'static str, _: &T) -> Result<(), Self::Error> {
        Err(Self::Error::custom("a plain column holds one word"))
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

    fn cell(kind: Kind, value: impl Serialize) -> String {
        let mut out = String::new();
        write(kind, &value, &mut out).expect("a cell");
        out
    }

    #[test]
    fn a_cell_is_one_word_in_which_nothing_separates() {
        assert_eq!(cell(Kind::Plain, "a\tb\\c\nd"), "a\\tb\\\\c\\nd");
        assert_eq!(cell(Kind::Plain, -5_i64), "-5");
        assert_eq!(cell(Kind::Plain, None::<&str>), "\\N");
        assert_eq!(cell(Kind::Plain, "\\N"), "\\\\N");
        assert!(write(Kind::Plain, &["a"], &mut String::new()).is_err());
    }

    #[test]
    fn an_array_and_json_keep_what_they_quote() {
        assert_eq!(cell(Kind::Array, ["plain", "a\"b\\c"]), r#"{"plain","a\\"b\\\\c"}"#);
        assert_eq!(cell(Kind::Array, None::<Vec<u8>>), "\\N");
        assert_eq!(cell(Kind::Json, "a\"b"), r#""a\\"b""#);
        assert_eq!(cell(Kind::Json, None::<&str>), "\\N");
    }
}
