use crate::toml_text::Fault;
use std::path::PathBuf;

/// Why a folder holds no policy.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// The folder or a file of it cannot be read.
    #[error("cannot read {path}: {source}", path = path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// There is nothing to read.
    #[error("{dir} holds no policy: no file there ends in .toml", dir = dir.display())]
    NoFiles {
        /// The folder.
        dir: PathBuf,
    },
    /// A file is no policy.
    #[error("{file}, line {line}, {field}: {message}", field = if field.is_empty() { "syntax" } else { field })]
    Wrong {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The field's path; empty where the text is no TOML.
        field: String,
        /// What is wrong.
        message: String,
    },
}

impl PolicyError {
    pub(super) fn wrong(file: &str, fault: Fault) -> Self {
        Self::Wrong { file: file.to_owned(), line: fault.line, field: fault.field, message: fault.message }
    }
}
