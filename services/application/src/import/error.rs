use domain::kernel::Refusal;
use std::path::PathBuf;

/// Why a whole file cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read, or not to its end.
    #[error("cannot read the register: {0}")]
    Unreadable(#[from] std::io::Error),
    /// There is no header.
    #[error("the register is empty: its first line must name the columns")]
    Empty,
    /// The header is no text, as in a workbook or a file in UTF-16.
    #[error("the header is not UTF-8 text: save the register as CSV in UTF-8")]
    HeaderNotUtf8,
    /// The header has no end.
    #[error("the header is not a line of CSV: {0}")]
    HeaderNotCsv(RowError),
    /// The header lacks columns that the mapping needs.
    #[error("the header lacks columns that the mapping of {source_name} needs: {columns}", columns = quoted(missing))]
    MissingColumns {
        /// The register, as the mapping names it.
        source_name: String,
        /// The exact names of the columns.
        missing: Vec<String>,
    },
    /// The header names a column twice.
    #[error("the header names the column {column:?} more than once")]
    DoubledColumn {
        /// The column.
        column: String,
    },
    /// A mapping file cannot be read.
    #[error("cannot read the mapping {path}: {source}", path = path.display())]
    MappingUnreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A mapping file is none.
    #[error("mapping {file}, line {line}, {field}: {message}", field = if field.is_empty() { "syntax" } else { field })]
    MappingWrong {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The field's path; empty where the text is no TOML.
        field: String,
        /// What is wrong.
        message: String,
    },
    /// The report cannot be written.
    #[error("cannot write the report: {0}")]
    Report(#[from] csv::Error),
}

fn quoted(columns: &[String]) -> String {
    columns.iter().map(|column| format!("{column:?}")).collect::<Vec<_>>().join(", ")
}

/// Why one row is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// Another number of values than the header names.
    #[error("the row has {found} values, the header names {expected} columns")]
    WrongColumns {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A quotation mark opens a value that ends nowhere.
    #[error("a quotation mark opens a value and no other closes it")]
    UnclosedQuote,
    /// The line is longer than any row can be.
    #[error("the line is longer than {limit} bytes")]
    TooLong {
        /// The most that is read.
        limit: usize,
    },
    /// Bytes that are no text.
    #[error("the value of {column:?} is not UTF-8")]
    NotUtf8 {
        /// The column.
        column: String,
    },
    /// A NUL character, which PostgreSQL cannot keep.
    #[error("the value of {column:?} holds a NUL character")]
    NulCharacter {
        /// The column.
        column: String,
    },
    /// No key.
    #[error("the key in {column:?} is missing")]
    KeyMissing {
        /// The column.
        column: String,
    },
    /// No number.
    #[error("the number in {column:?} is missing")]
    NumberMissing {
        /// The column.
        column: String,
    },
    /// No type of vehicle.
    #[error("the type of vehicle in {column:?} is missing")]
    TypeMissing {
        /// The column.
        column: String,
    },
    /// No moment of an appointment.
    #[error("{word:?} is no moment as the mapping writes one")]
    NotATime {
        /// The source's word.
        word: String,
    },
    /// A status that the mapping does not know.
    #[error("the mapping knows no status {word:?}")]
    UnknownStatus {
        /// The source's word.
        word: String,
    },
}

impl Refusal for RowError {
    fn code(&self) -> &'static str {
        match self {
            Self::WrongColumns { .. } => "row-wrong-columns",
            Self::UnclosedQuote => "row-unclosed-quote",
            Self::TooLong { .. } => "row-too-long",
            Self::NotUtf8 { .. } => "row-not-utf8",
            Self::NulCharacter { .. } => "row-nul-character",
            Self::KeyMissing { .. } => "row-key-missing",
            Self::NumberMissing { .. } => "row-number-missing",
            Self::TypeMissing { .. } => "row-type-missing",
            Self::NotATime { .. } => "row-not-a-time",
            Self::UnknownStatus { .. } => "row-unknown-status",
        }
    }
}
