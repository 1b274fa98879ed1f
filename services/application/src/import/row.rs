//! A register, row by row.

use super::lines::Records;
use super::translation::Translation;
use super::{ImportError, Mapping, RowError};
use domain::licensing::vehicle::LegacyRecord;
use std::io::Read;

/// A row of a register.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The line on which it begins, the header being line 1.
    pub line: u64,
    /// The row in our words, or why it cannot be used.
    pub outcome: Result<Box<LegacyRecord>, RefusedRow>,
}

/// A row that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct RefusedRow {
    /// Its key, where it can be told.
    pub key: Option<String>,
    /// Why it cannot be used.
    pub reason: RowError,
}

/// A register whose header was read.
pub struct Register<R> {
    records: Records<R>,
    header: Vec<String>,
}

impl<R: Read> Register<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// Where there is none, or it is no text.
    pub fn open(reader: R) -> Result<Self, ImportError> {
        let mut records = Records::new(reader);
        let (_, header) = records.next(None)?.ok_or(ImportError::Empty)?;
        let header = header.map_err(ImportError::HeaderNotCsv)?;
        let name = |name: &[u8]| std::str::from_utf8(name).ok().filter(|name| !name.contains('\0')).map(str::to_owned);
        let header = header.iter().map(name).collect::<Option<Vec<_>>>().ok_or(ImportError::HeaderNotUtf8)?;
        Ok(Self { records, header })
    }

    /// The names of the columns, as published.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The rows, read one by one as they are asked for. Years after `this_year + 1` are not believed.
    ///
    /// # Errors
    /// Where the header lacks a column of the mapping, or names one twice.
    pub fn rows(self, mapping: &Mapping, this_year: u16) -> Result<Rows<'_, R>, ImportError> {
        Ok(Rows { translation: Translation::new(mapping, self.header, this_year)?, records: self.records })
    }
}

/// Reads a register with a known mapping: [`Register::open`] and [`Register::rows`] in one.
///
/// # Errors
/// Where the whole file cannot be used.
pub fn read_rows<R: Read>(reader: R, mapping: &Mapping, this_year: u16) -> Result<Rows<'_, R>, ImportError> {
    Register::open(reader)?.rows(mapping, this_year)
}

/// The rows of a register. An error says that the file could not be read any further.
pub struct Rows<'m, R> {
    translation: Translation<'m>,
    records: Records<R>,
}

impl<R: Read> Iterator for Rows<'_, R> {
    type Item = Result<Row, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.records.next(Some(self.translation.width())) {
            Err(error) => Some(Err(error.into())),
            Ok(None) => None,
            Ok(Some((line, record))) => {
                let outcome = record
                    .map_err(|reason| RefusedRow { key: None, reason })
                    .and_then(|record| self.translation.translate(&record));
                Some(Ok(Row { line, outcome }))
            }
        }
    }
}
