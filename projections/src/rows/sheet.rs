//! A table's rows as COPY takes them: a line a row, a tab between cells.

use super::cells::{self, Kind};
use super::columns::{self, Columns};
use crate::ProjectionError;
use crate::model::Table;
use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeStruct, Serializer};
use sqlx::PgConnection;

/// Bytes after which a sheet is sent.
const FULL: usize = 1 << 20;

/// Lines for a table, until they are sent.
pub(crate) struct Sheet {
    table: Table,
    suffix: String,
    kinds: Columns,
    /// The columns in the order of the row's fields, known from the first row on.
    columns: Vec<(&'static str, Kind)>,
    text: String,
    /// Where the lines of the event that is being folded begin.
    event: usize,
}

impl Sheet {
    /// An empty sheet for a table that exists.
    pub async fn of(db: &mut PgConnection, table: Table, suffix: &str) -> Result<Self, ProjectionError> {
        let kinds = columns::look(db, table, suffix).await?;
        Ok(Self { table, suffix: suffix.to_owned(), kinds, columns: Vec::new(), text: String::new(), event: 0 })
    }

    /// Whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Says that another event is folded from here on.
    pub fn begin_event(&mut self) {
        self.event = self.text.len();
    }

    /// Takes back the lines of the event that is being folded.
    pub fn take_back_event(&mut self) {
        self.text.truncate(self.event);
    }

    /// Adds a line.
    pub fn add(&mut self, row: &impl Serialize) -> Result<(), serde_json::Error> {
        let begun = self.text.len();
        let added = row.serialize(Line { sheet: self, at: 0 });
        if added.is_err() {
            self.text.truncate(begun);
        }
        added
    }

    /// Adds a line unless the same event has put the same row before.
    pub fn add_once(&mut self, row: &impl Serialize) -> Result<(), serde_json::Error> {
        let begun = self.text.len();
        self.add(row)?;
        let (before, line) = self.text.split_at(begun);
        if before[self.event..].split_inclusive('\n').any(|other| other == line) {
            self.text.truncate(begun);
        }
        Ok(())
    }

    /// Whether it is time to send it.
    pub fn is_full(&self) -> bool {
        self.text.len() >= FULL
    }

    /// Sends all lines to the table.
    pub async fn send(&mut self, db: &mut PgConnection) -> Result<(), ProjectionError> {
        if self.is_empty() {
            return Ok(());
        }
        let columns: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        let sql = format!("/* sheet::send */ COPY {}{} ({}) FROM STDIN", self.table.name, self.suffix, columns.join(", "));
        let mut copy = db.copy_in_raw(&sql).await?;
        copy.send(self.text.as_bytes()).await?;
        copy.finish().await?;
        self.text.clear();
        self.event = 0;
        Ok(())
    }
}

/// One line in the making.
struct Line<'a> {
    sheet: &'a mut Sheet,
    at: usize,
}

impl SerializeStruct for Line<'_> {
    type Ok = ();
    type Error = serde_json::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Self::Error> {
        let kind = match self.sheet.columns.get(self.at) {
            Some((known, kind)) if *known == name => *kind,
            Some((known, _)) => return Err(Self::Error::custom(format!("{name} stands where {known} stood before"))),
            None => {
                let kind = self.sheet.kinds.get(name).map(|column| column.kind);
                let kind = kind.ok_or_else(|| Self::Error::custom(format!("the table has no column {name}")))?;
                self.sheet.columns.push((name, kind));
                kind
            }
        };
        if self.at > 0 {
            self.sheet.text.push('\t');
        }
        self.at += 1;
        cells::write(kind, value, &mut self.sheet.text)
    }

    fn end(self) -> Result<(), Self::Error> {
        self.sheet.text.push('\n');
        Ok(())
    }
}

/// Refuses whatever is no row.
macro_rules! refuse {
    ($($method:ident($($argument:ty),*) -> $ok:ty;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$ok, Self::Error> { Err(Self::Error::custom("a row is a struct")) })*
    };
}

impl Serializer for Line<'_> {
    type Ok = ();
    type Error = serde_json::Error;
    type SerializeSeq = Impossible<(), Self::Error>;
    type SerializeTuple = Impossible<(), Self::Error>;
    type SerializeTupleStruct = Impossible<(), Self::Error>;
    type SerializeTupleVariant = Impossible<(), Self::Error>;
    type SerializeMap = Impossible<(), Self::Error>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Self::Error>;

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Self::Error> {
        Ok(self)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, row: &T) -> Result<(), Self::Error> {
        row.serialize(self)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, row: &T) -> Result<(), Self::Error> {
        row.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &'static str, _: u32, _: &'static str, _: &T) -> Result<(), Self::Error> {
        Err(Self::Error::custom("a row is a struct"))
    }
    refuse! {
        serialize_bool(bool) -> ();
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_u32(u32) -> ();
        serialize_u64(u64) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_str(&str) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }
}
