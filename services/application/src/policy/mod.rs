//! The versions of the organisation's policy, each a TOML file in force from a civil day on.

mod application;
mod check;
mod error;
mod fares;
mod rewards;
#[cfg(test)]
mod tests;

pub use error::PolicyError;

use crate::toml_text;
use chrono::{DateTime, NaiveDate, Utc};
use domain::policy::Policy;
use std::path::Path;

const EMBEDDED: &[(&str, &str)] = &[
    ("1403-01.toml", include_str!("../../policy/1403-01.toml")),
    ("1405-01.toml", include_str!("../../policy/1405-01.toml")),
];

/// Every version of the policy, oldest first; never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyBook {
    versions: Vec<Policy>,
}

impl PolicyBook {
    /// The versions that the software brings along.
    pub fn embedded() -> Self {
        let files = EMBEDDED.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect();
        // They are fixed when the software is built, and a test reads them.
        Self::of(files).expect("the embedded policy is sound")
    }

    /// The versions of a folder: every `*.toml` in it.
    ///
    /// # Errors
    /// Names the file, the line and the field that cannot be policy.
    pub fn load(dir: &Path) -> Result<Self, PolicyError> {
        let unreadable = |path: &Path, source| PolicyError::Unreadable { path: path.to_owned(), source };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(dir).map_err(|source| unreadable(dir, source))? {
            let path = entry.map_err(|source| unreadable(dir, source))?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let text = std::fs::read_to_string(&path).map_err(|source| unreadable(&path, source))?;
                files.push((path.display().to_string(), text));
            }
        }
        if files.is_empty() {
            return Err(PolicyError::NoFiles { dir: dir.to_owned() });
        }
        files.sort();
        Self::of(files)
    }

    fn of(files: Vec<(String, String)>) -> Result<Self, PolicyError> {
        let mut read: Vec<(&str, Policy)> = Vec::new();
        for (file, text) in &files {
            let wrong = |fault| PolicyError::wrong(file, fault);
            let policy: Policy = toml_text::read(text).map_err(wrong)?;
            check::check(text, &policy).map_err(wrong)?;
            for (other, known) in &read {
                for (field, same) in [
                    ("version", known.version == policy.version),
                    ("in_force_from", known.in_force_from == policy.in_force_from),
                ] {
                    if same {
                        return Err(wrong(toml_text::fault(text, &[field], format!("is the same as in {other}"))));
                    }
                }
            }
            read.push((file, policy));
        }
        let mut versions: Vec<Policy> = read.into_iter().map(|(_, policy)| policy).collect();
        versions.sort_by_key(|policy| policy.in_force_from);
        Ok(Self { versions })
    }

    /// The version in force on a civil day; before the first, the first.
    pub fn in_force(&self, day: NaiveDate) -> &Policy {
        self.last_where(|policy| policy.in_force_from <= day)
    }

    /// The version in force at a moment, on the civil day of that version's own time zone.
    pub fn at(&self, at: DateTime<Utc>) -> &Policy {
        self.last_where(|policy| policy.in_force_from <= policy.civil_day(at))
    }

    /// The version of this name.
    pub fn version(&self, version: &str) -> Option<&Policy> {
        self.versions.iter().find(|policy| policy.version == version)
    }

    /// Every version, oldest first.
    pub fn versions(&self) -> &[Policy] {
        &self.versions
    }

    fn last_where(&self, decides: impl Fn(&Policy) -> bool) -> &Policy {
        self.versions.iter().rev().find(|policy| decides(policy)).unwrap_or(&self.versions[0])
    }
}
