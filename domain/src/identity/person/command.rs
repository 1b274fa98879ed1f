use crate::kernel::Pii;
use uuid::Uuid;

/// What can be asked of a person's record.
#[derive(Debug, Clone)]
pub enum PersonCommand {
    /// A person becomes known.
    Register {
        /// The account that the person signs in with; none where an officer registers somebody who
        /// has no account yet.
        account_id: Option<Uuid>,
        /// Who the person is.
        details: PersonDetails,
    },
    /// What was typed wrong is put right, before it was declared with an application.
    Correct(PersonDetails),
    /// The person declared the details with an application: from now on they stand.
    Declare {
        /// The application.
        application_id: Uuid,
    },
}

/// Who a person is. No aggregate decides on it.
#[derive(Debug, Clone)]
pub struct PersonDetails {
    /// The national id, ten digits.
    pub national_id: Pii,
    /// The first name.
    pub first_name: Pii,
    /// The last name.
    pub last_name: Pii,
    /// The day of birth, an ISO date.
    pub birth_date: Pii,
}
