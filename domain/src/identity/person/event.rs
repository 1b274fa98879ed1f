use crate::kernel::event::{derived_id, event_types};
use crate::kernel::{ClaimChange, Pii};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happened to a person's record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum PersonEvent {
    /// A person became known.
    PersonRegistered {
        /// The account that the person signs in with.
        account_id: Option<Uuid>,
        /// The national id.
        national_id: Pii,
        /// The first name.
        first_name: Pii,
        /// The last name.
        last_name: Pii,
        /// The day of birth, an ISO date.
        birth_date: Pii,
    },
    /// What was typed wrong was put right.
    PersonCorrected {
        /// The national id.
        national_id: Pii,
        /// The first name.
        first_name: Pii,
        /// The last name.
        last_name: Pii,
        /// The day of birth, an ISO date.
        birth_date: Pii,
    },
    /// The details were declared with an application.
    PersonDetailsDeclared {
        /// The application.
        application_id: Uuid,
    },
}

/// The person behind an account: the same account, the same person.
pub fn person_of(account_id: Uuid) -> Uuid {
    derived_id(account_id, "person")
}

const NATIONAL_ID: &str = "person.national_id";

event_types! { PersonEvent of "person" {
    PersonRegistered: "1",
    PersonCorrected: "1",
    PersonDetailsDeclared: "1",
}
    fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
        match self {
            Self::PersonRegistered { national_id, first_name, last_name, birth_date, .. }
            | Self::PersonCorrected { national_id, first_name, last_name, birth_date } => vec![
                ("national_id", national_id),
                ("first_name", first_name),
                ("last_name", last_name),
                ("birth_date", birth_date),
            ],
            Self::PersonDetailsDeclared { .. } => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<ClaimChange> {
        // Claims are taken before sealing; a sealed event has taken its own long ago.
        let national_id = |pii: &Pii| match pii {
            Pii::Clear { text, .. } => Some(ClaimChange::Take { scope: NATIONAL_ID, value: text.clone() }),
            Pii::Sealed(_) => None,
        };
        match self {
            Self::PersonRegistered { account_id, national_id: typed, .. } => {
                let account = account_id.map(|id| ClaimChange::Take { scope: "person.account", value: id.to_string() });
                national_id(typed).into_iter().chain(account).collect()
            }
            Self::PersonCorrected { national_id: typed, .. } => {
                std::iter::once(ClaimChange::Release { scope: NATIONAL_ID }).chain(national_id(typed)).collect()
            }
            Self::PersonDetailsDeclared { .. } => Vec::new(),
        }
    }
}
