//! A register of inspections, row by row: which columns and words mean what, and what a row says.

use super::lines::Records;
use super::row_hash;
use super::{ImportError, RefusedRow, RowError};
use crate::toml_text::{self, Fault};
use chrono::NaiveDateTime;
use csv::ByteRecord;
use domain::licensing::inspection::{LegacyInspection, LegacyResult};
use domain::licensing::vehicle::LegacyRecord;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

const EMBEDDED: (&str, &str) = ("chicago-vehicle-inspections.toml", include_str!("../../mappings/chicago-vehicle-inspections.toml"));

/// What the columns and words of a register of inspections mean.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InspectionMapping {
    /// The register's name, as events keep it. A part of every inspection's id: never changed.
    pub source: String,
    /// The mapping's version, as events keep it.
    pub version: String,
    /// The register that its vehicles were imported from. Number and type together are their key there.
    pub vehicle_source: String,
    /// How the moment of an appointment is written, in local time.
    pub time_format: String,
    /// Where each field stands.
    pub columns: InspectionColumns,
    /// Words for results; a row with any other is refused.
    pub results: BTreeMap<String, LegacyResult>,
}

/// The exact names of the columns; white space at their ends is not compared.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InspectionColumns {
    /// The kind of vehicle.
    pub vehicle_type: String,
    /// The vehicle's number.
    pub number: String,
    /// The kind of inspection.
    pub kind: String,
    /// The moment of the appointment.
    pub scheduled_at: String,
    /// The result.
    pub result: String,
}

impl InspectionColumns {
    fn names(&self) -> [&str; 5] {
        [&self.vehicle_type, &self.number, &self.kind, &self.scheduled_at, &self.result]
    }
}

impl InspectionMapping {
    /// The mapping that the software brings along.
    pub fn embedded() -> Self {
        // It is fixed when the software is built, and a test reads it.
        Self::parse(EMBEDDED.0, EMBEDDED.1).expect("the embedded mapping is sound")
    }

    /// Reads a mapping file.
    ///
    /// # Errors
    /// Names the file, the line and the field.
    pub fn load(path: &Path) -> Result<Self, ImportError> {
        let text = std::fs::read_to_string(path).map_err(|source| ImportError::MappingUnreadable { path: path.to_owned(), source })?;
        Self::parse(&path.display().to_string(), &text)
    }

    fn parse(file: &str, text: &str) -> Result<Self, ImportError> {
        toml_text::read::<Self>(text).map_err(|Fault { line, field, message }| ImportError::MappingWrong {
            file: file.to_owned(),
            line,
            field,
            message,
        })
    }
}

/// A row of a register of inspections.
pub struct InspectionLine {
    /// The line on which it begins, the header being line 1.
    pub line: u64,
    /// The row in our words, or why it cannot be used.
    pub outcome: Result<Box<LegacyInspection>, RefusedRow>,
}

/// The rows of a register of inspections, read one by one as they are asked for.
pub struct InspectionLines<'m, R> {
    mapping: &'m InspectionMapping,
    records: Records<R>,
    width: usize,
    columns: [usize; 5],
}

impl<'m, R: Read> InspectionLines<'m, R> {
    /// Reads the header.
    ///
    /// # Errors
    /// Where there is none, it is no text, or it lacks a column of the mapping.
    pub fn open(reader: R, mapping: &'m InspectionMapping) -> Result<Self, ImportError> {
        let mut records = Records::new(reader);
        let (_, header) = records.next(None)?.ok_or(ImportError::Empty)?;
        let header = header.map_err(ImportError::HeaderNotCsv)?;
        let text = |name| std::str::from_utf8(name).map(str::trim).map_err(|_| ImportError::HeaderNotUtf8);
        let header: Vec<&str> = header.iter().map(text).collect::<Result<_, _>>()?;
        let names = mapping.columns.names();
        let found = names.map(|name| header.iter().position(|column| *column == name.trim()));
        let missing: Vec<String> =
            names.iter().zip(&found).filter(|(_, found)| found.is_none()).map(|(name, _)| (*name).to_owned()).collect();
        if !missing.is_empty() {
            return Err(ImportError::MissingColumns { source_name: mapping.source.clone(), missing });
        }
        Ok(Self { mapping, width: header.len(), columns: found.map(Option::unwrap_or_default), records })
    }

    fn translate(&self, record: &ByteRecord) -> Result<Box<LegacyInspection>, RefusedRow> {
        let refused = |reason| RefusedRow { key: None, reason };
        if record.len() != self.width {
            return Err(refused(RowError::WrongColumns { found: record.len(), expected: self.width }));
        }
        let names = self.mapping.columns.names();
        let mut values = [""; 5];
        for (at, (column, name)) in self.columns.iter().zip(names).enumerate() {
            let text = std::str::from_utf8(&record[*column]).map_err(|_| refused(RowError::NotUtf8 { column: name.to_owned() }))?;
            if text.contains('\0') {
                return Err(refused(RowError::NulCharacter { column: name.to_owned() }));
            }
            values[at] = text.trim();
        }
        let [vehicle_type, number, kind, scheduled_at, result] = values;
        if vehicle_type.is_empty() {
            return Err(refused(RowError::TypeMissing { column: names[0].to_owned() }));
        }
        if number.is_empty() {
            return Err(refused(RowError::NumberMissing { column: names[1].to_owned() }));
        }
        let vehicle_key = format!("{number}{vehicle_type}");
        // The register gives its rows no key: a vehicle comes for one kind of inspection at a time.
        let source_key = format!("{vehicle_key}:{kind}:{scheduled_at}");
        let keyed = |reason| RefusedRow { key: Some(source_key.clone()), reason };
        let at = NaiveDateTime::parse_from_str(scheduled_at, &self.mapping.time_format);
        let at = at.map_err(|_| keyed(RowError::NotATime { word: scheduled_at.to_owned() }))?;
        let meant = self.mapping.results.get(result).ok_or_else(|| keyed(RowError::UnknownStatus { word: result.to_owned() }))?;
        Ok(Box::new(LegacyInspection {
            source: self.mapping.source.clone(),
            source_key: source_key.clone(),
            source_row_hash: row_hash(record),
            mapping_version: self.mapping.version.clone(),
            vehicle_id: LegacyRecord::vehicle_id(&self.mapping.vehicle_source, &vehicle_key),
            kind: (!kind.is_empty()).then(|| kind.to_owned()),
            scheduled_at: at,
            result: *meant,
            source_result: result.to_owned(),
        }))
    }
}

impl<R: Read> Iterator for InspectionLines<'_, R> {
    type Item = Result<InspectionLine, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.records.next(Some(self.width)) {
            Err(error) => Some(Err(error.into())),
            Ok(None) => None,
            Ok(Some((line, record))) => {
                let outcome = record.map_err(|reason| RefusedRow { key: None, reason }).and_then(|record| self.translate(&record));
                Some(Ok(InspectionLine { line, outcome }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{InspectionLines, InspectionMapping};
    use domain::licensing::inspection::LegacyResult;
    use domain::licensing::vehicle::LegacyRecord;

    /// Real rows of the City of Chicago's register, one of every result.
    const REGISTER: &str = include_str!("../../tests-data/chicago-vehicle-inspections.csv");

    #[test]
    fn every_result_and_kind_of_vehicle_is_understood_and_joins_its_vehicle() {
        let mapping = InspectionMapping::embedded();
        let lines = InspectionLines::open(REGISTER.as_bytes(), &mapping).expect("a header that fits");
        let rows: Vec<_> = lines.map(|line| line.expect("readable").outcome.expect("accepted")).collect();
        assert_eq!(rows.len(), 6);
        assert_eq!(rows[0].vehicle_id, LegacyRecord::vehicle_id("chicago-vehicle-licences", "4332Taxi"));
        assert_eq!((rows[0].kind.as_deref(), rows[0].scheduled_at.to_string().as_str()), (Some("RETEST"), "2023-02-03 09:00:00"));
        for result in [LegacyResult::Pending, LegacyResult::Passed, LegacyResult::Failed, LegacyResult::NoShow] {
            assert!(rows.iter().any(|row| row.result == result), "{result:?}");
        }
    }

    #[test]
    fn a_row_that_cannot_be_used_is_refused_by_name_and_the_rest_goes_on() {
        let mapping = InspectionMapping::embedded();
        let (header, first) = (REGISTER.lines().next().expect("a header"), REGISTER.lines().nth(1).expect("a row"));
        let odd = [first.replace("PASSED", "LUCKY"), first.replace("2/3/2023 9:00", "soon"), first.replacen("4332", "", 1), first.to_owned()];
        let text = format!("{header}\n{}\n", odd.join("\n"));
        let lines = InspectionLines::open(text.as_bytes(), &mapping).expect("a header that fits");
        let fine: Vec<bool> = lines.map(|line| line.expect("readable").outcome.is_ok()).collect();
        assert_eq!(fine, [false, false, false, true]);
    }
}
