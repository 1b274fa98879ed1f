use crate::policy::Choice;
use chrono::NaiveDate;

/// What can be asked about a subject's data.
#[derive(Debug, Clone)]
pub enum SubjectCommand {
    /// Erase it.
    RequestErasure(RequestErasure),
    /// The key is destroyed: note that nobody can read the data any more.
    NoteErased,
    /// A court or an inquiry needs it: it stays until that is over.
    Hold {
        /// By what right.
        legal_basis: String,
        /// What for.
        reason: String,
    },
    /// The hold is over.
    Release {
        /// Why.
        reason: String,
    },
}

/// An erasure that is asked for, with what there is against it.
#[derive(Debug, Clone)]
pub struct RequestErasure {
    /// By what right.
    pub legal_basis: String,
    /// Why: one of `reasons`.
    pub reason: String,
    /// What policy offers.
    pub reasons: Vec<Choice>,
    /// What the data is still needed for, where it is.
    pub needed_for: Option<Need>,
    /// The last civil day on which the law wants it kept, where there is one.
    pub kept_until: Option<NaiveDate>,
    /// The civil day.
    pub today: NaiveDate,
    /// The policy that says so.
    pub policy_version: String,
}

/// What personal data is needed for while it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Somebody who has a role decides in its name.
    Role,
    /// An application is under way.
    Application,
    /// A permit has not ended.
    Permit,
    /// Somebody drives a car.
    Assignment,
}
