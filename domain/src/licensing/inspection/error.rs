use crate::kernel::Refusal;

/// Why an inspection's command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InspectionError {
    /// There is no such inspection.
    #[error("there is no such inspection")]
    Absent,
    /// It is known.
    #[error("this inspection was appointed already")]
    AlreadyScheduled,
    /// It was held or missed.
    #[error("this inspection is over")]
    Over,
    /// An appointment lies in the past.
    #[error("an appointment is for today or later")]
    InThePast,
    /// Its day has not come.
    #[error("the day of this inspection has not come")]
    TooEarly,
    /// What failed, failed for something.
    #[error("a failed inspection names what is wrong")]
    NoDefects,
    /// Policy knows no such defect.
    #[error("policy knows no such defect")]
    UnknownDefect,
    /// The row was imported and is the same today.
    #[error("this row was imported before")]
    AlreadyImported,
    /// The row was imported with a result, and says something else today.
    #[error("this row was imported before with a result and has changed since")]
    RowChanged,
}

impl Refusal for InspectionError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "inspection-absent",
            Self::AlreadyScheduled => "inspection-already-scheduled",
            Self::Over => "inspection-over",
            Self::InThePast => "inspection-in-the-past",
            Self::TooEarly => "inspection-too-early",
            Self::NoDefects => "defects-needed",
            Self::UnknownDefect => "unknown-defect",
            Self::AlreadyImported => "inspection-already-imported",
            Self::RowChanged => "inspection-row-changed",
        }
    }
    fn pointer(&self) -> Option<&'static str> {
        match self {
            Self::InThePast => Some("/on"),
            Self::NoDefects | Self::UnknownDefect => Some("/defects"),
            _ => None,
        }
    }
}
