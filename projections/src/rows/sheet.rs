//! A new table's rows as COPY takes them.

use super::binary::{self, HEADER, TRAILER};
use super::cells::Kind;
use super::columns::{self, Columns};
use crate::ProjectionError;
use crate::model::Table;
use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeStruct, Serializer};
use sqlx::PgConnection;

/// Bytes after which a sheet is sent.
const FULL: usize = 1 << 20;

/// Rows for a table, until they are sent.
pub(crate) struct Sheet {
    table: Table,
    suffix: String,
    kinds: Columns,
    /// The columns in the order of the row's fields, known from the first row on.
    columns: Vec<(&'static str, Kind)>,
    bytes: Vec<u8>,
    /// Where the rows of the event that is being folded begin.
    event: usize,
    /// Where each of them does.
    begins: Vec<usize>,
}

impl Sheet {
    /// An empty sheet for a table that was made in this transaction.
    pub async fn of(db: &mut PgConnection, table: Table, suffix: &str) -> Result<Self, ProjectionError> {
        let kinds = columns::look(db, table, suffix).await?;
        let suffix = suffix.to_owned();
        Ok(Self { table, suffix, kinds, columns: Vec::new(), bytes: Vec::new(), event: 0, begins: Vec::new() })
    }

    /// Whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Says that another event is folded from here on.
    pub fn begin_event(&mut self) {
        self.event = self.bytes.len();
        self.begins.clear();
    }

    /// Takes back the rows of the event that is being folded.
    pub fn take_back_event(&mut self) {
        self.bytes.truncate(self.event);
        self.begins.clear();
    }

    /// Adds a row.
    pub fn add(&mut self, row: &impl Serialize) -> Result<(), serde_json::Error> {
        let begun = self.bytes.len();
        let added = row.serialize(Line { sheet: self, begun, fields: 0 });
        if added.is_err() {
            self.bytes.truncate(begun);
        }
        added
    }

    /// Adds a row unless the same event has put the same before.
    pub fn add_once(&mut self, row: &impl Serialize) -> Result<(), serde_json::Error> {
        let begun = self.bytes.len();
        self.add(row)?;
        let (before, added) = self.bytes.split_at(begun);
        let mut ends = self.begins.iter().skip(1).copied().chain([begun]);
        if self.begins.iter().any(|begin| ends.next().is_some_and(|end| before[*begin..end] == *added)) {
            self.bytes.truncate(begun);
        } else {
            self.begins.push(begun);
        }
        Ok(())
    }

    /// Whether it is time to send it.
    pub fn is_full(&self) -> bool {
        self.bytes.len() >= FULL
    }

    /// Sends all rows to the table. Nobody but this transaction sees that yet, so they are written as
    /// what everybody sees once it commits: whoever reads them first need not find that out.
    pub async fn send(&mut self, db: &mut PgConnection) -> Result<(), ProjectionError> {
        if self.is_empty() {
            return Ok(());
        }
        let columns: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        let columns = columns.join(", ");
        let sql = format!("/* sheet::send */ COPY {}{} ({columns}) FROM STDIN (FORMAT binary, FREEZE)", self.table.name, self.suffix);
        let mut copy = db.copy_in_raw(&sql).await?;
        for part in [HEADER, &self.bytes, TRAILER] {
            copy.send(part).await?;
        }
        copy.finish().await?;
        self.bytes.clear();
        self.begin_event();
        Ok(())
    }
}

/// One row in the making: how many fields it has, then each.
struct Line<'a> {
    sheet: &'a mut Sheet,
    begun: usize,
    fields: i16,
}

impl SerializeStruct for Line<'_> {
    type Ok = ();
    type Error = serde_json::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Self::Error> {
        // No table has so many columns that this could be negative.
        let kind = match self.sheet.columns.get(self.fields.unsigned_abs() as usize) {
            Some((known, kind)) if *known == name => *kind,
            Some((known, _)) => return Err(Self::Error::custom(format!("{name} stands where {known} stood before"))),
            None => {
                let kind = self.sheet.kinds.get(name).copied();
                let kind = kind.ok_or_else(|| Self::Error::custom(format!("the table has no column {name}")))?;
                self.sheet.columns.push((name, kind));
                kind
            }
        };
        self.fields += 1;
        binary::write(kind, value, &mut self.sheet.bytes)
    }

    fn end(self) -> Result<(), Self::Error> {
        self.sheet.bytes[self.begun..][..2].copy_from_slice(&self.fields.to_be_bytes());
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
        // Their number is set when all are written.
        self.sheet.bytes.extend([0; 2]);
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
