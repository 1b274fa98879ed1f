//! Mapping files: what the columns and words of one register mean here.

use super::ImportError;
use crate::toml_text::{self, Fault};
use domain::licensing::licence::ImportedStanding;
use domain::licensing::vehicle::Fuel;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const EMBEDDED: &[(&str, &str)] =
    &[("chicago-vehicle-licences.toml", include_str!("../../mappings/chicago-vehicle-licences.toml"))];

/// What a register's columns and words mean.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The register's name, as events keep it. A part of every vehicle's id: never changed.
    pub source: String,
    /// The mapping's version, as events keep it.
    pub version: String,
    /// The earliest model year that is believed.
    pub earliest_year: u16,
    /// Words that stand for nothing.
    pub blank_words: Vec<String>,
    /// Affiliations that say that there is none.
    pub no_agency_words: Vec<String>,
    /// Fields whose absence is odd.
    pub expected: Vec<Field>,
    /// Where each field stands.
    pub columns: Columns,
    /// Status words; a row with any other is refused.
    pub statuses: BTreeMap<String, ImportedStanding>,
    /// Fuel words.
    pub fuels: BTreeMap<String, Fuel>,
    /// Words for kinds of vehicle, and ours.
    pub vehicle_types: BTreeMap<String, String>,
    /// Words for whether a wheelchair fits.
    pub wheelchair: BTreeMap<String, bool>,
}

/// The exact names of the columns; white space at their ends is not compared.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// The row's key.
    pub key: String,
    /// The vehicle's number.
    pub number: String,
    /// The kind of vehicle.
    pub vehicle_type: String,
    /// The status.
    pub status: String,
    /// The maker.
    pub make: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// The model year.
    pub year: Option<String>,
    /// The colour.
    pub colour: Option<String>,
    /// The fuel.
    pub fuel: Option<String>,
    /// Whether a wheelchair fits.
    pub wheelchair: Option<String>,
    /// The company or owner.
    pub company: Option<String>,
    /// The parts of the address, joined by commas.
    #[serde(default)]
    pub address: Vec<String>,
    /// The affiliation.
    pub agency: Option<String>,
    /// Who manages the licence.
    pub management: Option<String>,
}

/// A field that a register may leave empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The maker.
    Make,
    /// The model.
    Model,
    /// The model year.
    Year,
    /// The colour.
    Colour,
    /// The fuel.
    Fuel,
    /// Whether a wheelchair fits.
    Wheelchair,
    /// The company or owner.
    Company,
    /// Its address.
    Address,
    /// The affiliation.
    Agency,
    /// Who manages the licence.
    Management,
}

impl Field {
    /// The field's name, as warnings and mapping files give it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Make => "make",
            Self::Model => "model",
            Self::Year => "year",
            Self::Colour => "colour",
            Self::Fuel => "fuel",
            Self::Wheelchair => "wheelchair",
            Self::Company => "company",
            Self::Address => "address",
            Self::Agency => "agency",
            Self::Management => "management",
        }
    }
}

impl Columns {
    /// Every column that is named.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let optional = [
            &self.make, &self.model, &self.year, &self.colour, &self.fuel, &self.wheelchair, &self.company,
            &self.agency, &self.management,
        ];
        [&self.key, &self.number, &self.vehicle_type, &self.status]
            .into_iter()
            .chain(optional.into_iter().flatten())
            .chain(&self.address)
            .map(String::as_str)
    }
}

impl Mapping {
    /// The mappings that the software brings along.
    pub fn embedded() -> Vec<Self> {
        // They are fixed when the software is built, and a test reads them.
        EMBEDDED.iter().map(|(file, text)| Self::parse(file, text).expect("an embedded mapping is sound")).collect()
    }

    /// Reads a mapping file.
    ///
    /// # Errors
    /// Names the file, the line and the field.
    pub fn load(path: &Path) -> Result<Self, ImportError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ImportError::MappingUnreadable { path: path.to_owned(), source })?;
        Self::parse(&path.display().to_string(), &text)
    }

    /// Reads the text of a mapping file; `file` is its name in errors.
    ///
    /// # Errors
    /// Names the file, the line and the field.
    pub fn parse(file: &str, text: &str) -> Result<Self, ImportError> {
        let read = toml_text::read::<Self>(text).and_then(|mapping| mapping.checked(text));
        read.map_err(|Fault { line, field, message }| ImportError::MappingWrong {
            file: file.to_owned(),
            line,
            field,
            message,
        })
    }

    /// The embedded mapping whose columns a header names.
    ///
    /// # Errors
    /// Where none fits, the columns that the nearest one misses.
    pub fn for_header(header: &[String]) -> Result<Self, ImportError> {
        let nearest = Self::embedded().into_iter().min_by_key(|mapping| mapping.missing(header).len());
        // EMBEDDED holds at least the mapping above.
        let nearest = nearest.expect("the software brings a mapping along");
        nearest.must_fit(header)?;
        Ok(nearest)
    }

    pub(super) fn must_fit(&self, header: &[String]) -> Result<(), ImportError> {
        let missing = self.missing(header);
        if missing.is_empty() { Ok(()) } else { Err(ImportError::MissingColumns { source_name: self.source.clone(), missing }) }
    }

    fn missing(&self, header: &[String]) -> Vec<String> {
        let named = |column: &&str| !header.iter().any(|name| name.trim() == column.trim());
        self.columns.names().filter(named).map(str::to_owned).collect()
    }

    fn checked(self, text: &str) -> Result<Self, Fault> {
        let wrong = |path: &[&str], message: &str| Err(toml_text::fault(text, path, message));
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if self.source.is_empty() || !self.source.bytes().all(plain) {
            return wrong(&["source"], "is small letters a to z, digits and hyphens");
        }
        if self.version.trim().is_empty() {
            return wrong(&["version"], "must not be empty");
        }
        if self.statuses.is_empty() {
            return wrong(&["statuses"], "must know at least one status");
        }
        let mut names = BTreeSet::new();
        for name in self.columns.names() {
            if name.trim().is_empty() || !names.insert(name.trim()) {
                return wrong(&["columns"], &format!("the column {name:?} is named twice or is blank"));
            }
        }
        for (word, ours) in &self.vehicle_types {
            if *ours != snake_case(ours) || ours.is_empty() {
                return wrong(&["vehicle_types", word], "is small letters a to z, digits and underscores");
            }
        }
        Ok(self)
    }
}

/// A word of the source as a code: small letters, everything else one underscore.
pub(super) fn snake_case(word: &str) -> String {
    let small = word.to_lowercase();
    let parts = small.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("_")
}
