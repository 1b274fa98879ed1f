//! The city's taxis in numbers.

use askama::Template;

use super::Page;
use super::chart::{Bars, Columns};

/// A number that stands out.
#[derive(Clone, Debug, Default)]
pub struct Kpi {
    /// What is counted.
    pub label: String,
    /// How many, in words.
    pub value: String,
    /// More of it.
    pub hint: String,
    /// Whether it is one to watch.
    pub watch: bool,
}

/// A chart with its table.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// A word for its place on the page.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// What one must know to read it.
    pub note: String,
    /// Bars, or
    pub bars: Option<Bars>,
    /// columns; neither where nothing is published yet.
    pub columns: Option<Columns>,
    /// The names of the table's columns.
    pub head: Vec<String>,
    /// The table's rows.
    pub rows: Vec<Vec<String>>,
}

/// A file of open data.
#[derive(Clone, Debug, Default)]
pub struct DataFile {
    /// Its address.
    pub path: String,
    /// Its file name.
    pub name: String,
    /// What is in it.
    pub about: String,
    /// Its columns, in one line.
    pub columns: String,
}

/// The figures, for everyone.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "figures/figures.html")]
pub struct Figures {
    /// The frame.
    pub page: Page,
    /// The day in words.
    pub today: String,
    /// Numbers that stand out.
    pub kpis: Vec<Kpi>,
    /// Charts with their tables.
    pub sections: Vec<Section>,
    /// The same as files.
    pub files: Vec<DataFile>,
}
