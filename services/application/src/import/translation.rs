//! One row's words in ours.

use super::mapping::{Field, Mapping, snake_case};
use super::{ImportError, RefusedRow, RowError};
use csv::ByteRecord;
use domain::licensing::vehicle::{ImportWarning, LegacyRecord};
use sha2::{Digest, Sha256};

/// Why a value is odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// Nothing is there where something should be.
    Blank,
    /// It cannot be true.
    Implausible,
    /// It is none of the words that mean something here.
    Unknown,
}

impl Oddity {
    /// The stable word, as warnings keep it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Implausible => "implausible",
            Self::Unknown => "unknown",
        }
    }
}

/// A mapping laid over one header.
pub(super) struct Translation<'m> {
    mapping: &'m Mapping,
    header: Vec<String>,
    latest_year: u16,
}

impl<'m> Translation<'m> {
    pub fn new(mapping: &'m Mapping, header: Vec<String>, this_year: u16) -> Result<Self, ImportError> {
        mapping.must_fit(&header)?;
        for column in mapping.columns.names() {
            if header.iter().filter(|name| name.trim() == column.trim()).count() > 1 {
                return Err(ImportError::DoubledColumn { column: column.to_owned() });
            }
        }
        Ok(Self { mapping, header, latest_year: this_year.saturating_add(1) })
    }

    /// How many values a row has.
    pub fn width(&self) -> usize {
        self.header.len()
    }

    /// The row in our words.
    pub fn translate(&self, record: &ByteRecord) -> Result<Box<LegacyRecord>, RefusedRow> {
        if record.len() != self.width() {
            // Which value is the key cannot be told.
            let reason = RowError::WrongColumns { found: record.len(), expected: self.width() };
            return Err(RefusedRow { key: None, reason });
        }
        let columns = &self.mapping.columns;
        let key = std::str::from_utf8(&record[self.index(&columns.key)])
            .ok()
            .map(str::trim)
            .filter(|key| self.means_something(key) && !key.contains('\0'))
            .map(str::to_owned);
        let refused = |reason| RefusedRow { key: key.clone(), reason };

        let row = Values { translation: self, values: self.texts(record).map_err(refused)? };
        let Some(key) = key.clone() else {
            return Err(refused(RowError::KeyMissing { column: columns.key.clone() }));
        };
        let number = row.value(&columns.number);
        if !self.means_something(number) {
            return Err(refused(RowError::NumberMissing { column: columns.number.clone() }));
        }
        let type_word = row.value(&columns.vehicle_type);
        if !self.means_something(type_word) {
            return Err(refused(RowError::TypeMissing { column: columns.vehicle_type.clone() }));
        }
        let status = row.value(&columns.status);
        let Some(standing) = self.mapping.statuses.get(status) else {
            return Err(refused(RowError::UnknownStatus { word: status.to_owned() }));
        };

        let mut odd = Vec::new();
        let vehicle_type = self.mapping.vehicle_types.get(type_word).cloned().unwrap_or_else(|| {
            odd.push(warning("vehicle_type", type_word, Oddity::Unknown));
            snake_case(type_word)
        });
        let mut text = |field, column: &Option<String>| row.given(field, column.as_deref(), &mut odd).map(str::to_owned);
        let make = text(Field::Make, &columns.make);
        let model = text(Field::Model, &columns.model);
        let colour = text(Field::Colour, &columns.colour);
        let source_fuel = text(Field::Fuel, &columns.fuel);
        let company = text(Field::Company, &columns.company);
        let management = text(Field::Management, &columns.management);
        let wheelchair = text(Field::Wheelchair, &columns.wheelchair);
        let year = text(Field::Year, &columns.year);
        let agency = text(Field::Agency, &columns.agency);
        let address = row.address(&columns.address, &mut odd);

        // A word that means nothing here leaves its field empty and is told.
        let mut unmeant = |field: Field, word: &str, oddity| odd.push(warning(field.code(), word, oddity));
        let fuel = source_fuel.as_deref().and_then(|word| {
            let fuel = self.mapping.fuels.get(word).copied();
            fuel.or_else(|| { unmeant(Field::Fuel, word, Oddity::Unknown); None })
        });
        let wheelchair = wheelchair.as_deref().and_then(|word| {
            let fits = self.mapping.wheelchair.get(word).copied();
            fits.or_else(|| { unmeant(Field::Wheelchair, word, Oddity::Unknown); None })
        });
        let year = year.as_deref().and_then(|word| {
            let year = word.parse().ok().filter(|year| (self.mapping.earliest_year..=self.latest_year).contains(year));
            year.or_else(|| { unmeant(Field::Year, word, Oddity::Implausible); None })
        });
        let agency = agency.and_then(|word| {
            let named = !self.mapping.no_agency_words.contains(&word);
            if !named {
                unmeant(Field::Agency, &word, Oddity::Unknown);
            }
            named.then_some(word)
        });

        Ok(Box::new(LegacyRecord {
            source: self.mapping.source.clone(),
            source_key: key,
            source_row_hash: row_hash(record),
            mapping_version: self.mapping.version.clone(),
            vehicle_type,
            number: number.to_owned(),
            standing: *standing,
            source_status: status.to_owned(),
            make,
            model,
            year,
            colour,
            fuel,
            source_fuel,
            wheelchair,
            company,
            address,
            agency,
            management,
            warnings: odd,
        }))
    }

    /// Every value as text; those of columns that are not mapped must be text too.
    fn texts<'r>(&self, record: &'r ByteRecord) -> Result<Vec<&'r str>, RowError> {
        let text = |(value, column): (&'r [u8], &String)| {
            let text = std::str::from_utf8(value).map_err(|_| RowError::NotUtf8 { column: column.clone() })?;
            if text.contains('\0') { Err(RowError::NulCharacter { column: column.clone() }) } else { Ok(text) }
        };
        record.iter().zip(&self.header).map(text).collect()
    }

    fn index(&self, column: &str) -> usize {
        let found = self.header.iter().position(|name| name.trim() == column.trim());
        // `new` refuses a header that lacks a column of the mapping.
        found.expect("the header was compared with the mapping")
    }

    fn means_something(&self, value: &str) -> bool {
        value.contains(char::is_alphanumeric) && !self.mapping.blank_words.iter().any(|word| word == value)
    }
}

struct Values<'t, 'm, 'r> {
    translation: &'t Translation<'m>,
    values: Vec<&'r str>,
}

impl<'r> Values<'_, '_, 'r> {
    fn value(&self, column: &str) -> &'r str {
        self.values[self.translation.index(column)].trim()
    }

    /// A value that may be left out; a word that stands for nothing is odd wherever it is written.
    fn given(&self, field: Field, column: Option<&str>, odd: &mut Vec<ImportWarning>) -> Option<&'r str> {
        let value = self.value(column?);
        let nothing = self.translation.mapping.blank_words.iter().any(|word| word == value);
        if nothing || (value.is_empty() && self.translation.mapping.expected.contains(&field)) {
            odd.push(warning(field.code(), value, Oddity::Blank));
        }
        (!nothing && !value.is_empty()).then_some(value)
    }

    fn address(&self, columns: &[String], odd: &mut Vec<ImportWarning>) -> Option<String> {
        let parts: Vec<&str> = columns.iter().map(|column| self.value(column)).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            if !columns.is_empty() && self.translation.mapping.expected.contains(&Field::Address) {
                odd.push(warning(Field::Address.code(), "", Oddity::Blank));
            }
            return None;
        }
        Some(parts.join(", "))
    }
}

fn warning(field: &str, value: &str, oddity: Oddity) -> ImportWarning {
    ImportWarning { field: field.to_owned(), value: value.to_owned(), reason: oddity.code().to_owned() }
}

/// SHA-256, in hex, of the row as it was published: every value in the file's order, unquoted and
/// untrimmed, each as a netstring (its length in bytes in decimal, `:`, its bytes, `,`). Lengths
/// keep values from running into each other: `ab`,`c` and `a`,`bc` differ.
pub(super) fn row_hash(record: &ByteRecord) -> String {
    let mut hash = Sha256::new();
    for value in record {
        hash.update(value.len().to_string());
        hash.update(b":");
        hash.update(value);
        hash.update(b",");
    }
    format!("{:x}", hash.finalize())
}
