//! The typed log: every event of every aggregate, said once.

use crate::audit::access::AccessEvent;
use crate::feedback::complaint::ComplaintEvent;
use crate::feedback::poll::PollEvent;
use crate::feedback::poll_answer::PollAnswerEvent;
use crate::feedback::rating::RatingEvent;
use crate::fleet::code::FleetCodeEvent;
use crate::fleet::shift::ShiftEvent;
use crate::identity::account::AccountEvent;
use crate::identity::person::PersonEvent;
use crate::identity::subject::SubjectEvent;
use crate::kernel::upcast;
use crate::kernel::{ClaimChange, LogEvent, Pii};
use crate::licensing::affiliation::AffiliationEvent;
use crate::licensing::agency::AgencyEvent;
use crate::licensing::application::ApplicationEvent;
use crate::licensing::assignment::AssignmentEvent;
use crate::licensing::inspection::InspectionEvent;
use crate::licensing::licence::LicenceEvent;
use crate::licensing::vehicle::VehicleEvent;
use crate::notices::notice::NoticeEvent;
use crate::payments::invoice::InvoiceEvent;
use crate::payments::payment::PaymentEvent;
use crate::rewards::account::RewardAccountEvent;
use crate::rewards::programme::RewardProgrammeEvent;
pub use crate::kernel::DecodeError;
use cqrs_es::DomainEvent;

/// Declares [`AnyEvent`] from the aggregates' event types.
macro_rules! any_event {
    ($($variant:ident($event:ty)),+ $(,)?) => {
        /// Any event of the log, decoded.
        #[derive(Debug, Clone, PartialEq)]
        pub enum AnyEvent {
            $(#[allow(missing_docs)] $variant($event)),+
        }

        $(impl From<$event> for AnyEvent {
            fn from(event: $event) -> Self { Self::$variant(event) }
        })+

        impl AnyEvent {
            /// Reads the stored text of an event as the current events that it stands for: itself
            /// where it is of a current version, else whatever its version was upcast to, which
            /// may be several or none.
            ///
            /// # Errors
            /// [`DecodeError`] where it cannot be read.
            pub fn decode(aggregate_type: &str, event_type: &str, version: &str, payload: &str) -> Result<Vec<Self>, DecodeError> {
                match aggregate_type {
                    $(<$event>::AGGREGATE => {
                        Ok(upcast::decode::<$event>(event_type, version, payload)?.into_iter().map(Self::$variant).collect())
                    })+
                    _ => Err(DecodeError::Unknown {
                        aggregate_type: aggregate_type.to_owned(), event_type: event_type.to_owned(), version: version.to_owned(),
                    }),
                }
            }

            /// The aggregate's type as the log names it.
            pub fn aggregate_type(&self) -> &'static str {
                match self { $(Self::$variant(_) => <$event>::AGGREGATE),+ }
            }
            /// The event's name.
            pub fn event_type(&self) -> String {
                match self { $(Self::$variant(e) => e.event_type()),+ }
            }
            /// The event's version.
            pub fn event_version(&self) -> String {
                match self { $(Self::$variant(e) => e.event_version()),+ }
            }
            /// Every personal field, by name.
            pub fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
                match self { $(Self::$variant(e) => e.personal()),+ }
            }
            /// What the event takes and releases.
            pub fn claims(&self) -> Vec<ClaimChange> {
                match self { $(Self::$variant(e) => e.claims()),+ }
            }
            /// The payload as the log stores it; an error while personal data is still clear.
            pub fn payload(&self) -> Result<String, serde_json::Error> {
                match self { $(Self::$variant(e) => serde_json::to_string(e)),+ }
            }
            /// Every version that the log may hold and that is written no longer: aggregate, name,
            /// version.
            pub fn earlier() -> Vec<(&'static str, &'static str, &'static str)> {
                let mut all = Vec::new();
                $(all.extend(<$event>::EARLIER.iter().map(|one| (<$event>::AGGREGATE, one.event_type, one.version)));)+
                all
            }
            /// Every event that is written today: aggregate, name, version.
            pub fn catalogue() -> Vec<(&'static str, &'static str, &'static str)> {
                let mut all = Vec::new();
                $(all.extend(<$event>::TYPES.iter().map(|(name, version)| (<$event>::AGGREGATE, *name, *version)));)+
                all
            }
            /// The JSON schema of every aggregate's events.
            pub fn schemas() -> Vec<(&'static str, schemars::Schema)> {
                vec![$((<$event>::AGGREGATE, schemars::schema_for!($event))),+]
            }
        }
    };
}

any_event! {
    Account(AccountEvent),
    Person(PersonEvent),
    Vehicle(VehicleEvent),
    Application(ApplicationEvent),
    Licence(LicenceEvent),
    Assignment(AssignmentEvent),
    Inspection(InspectionEvent),
    Agency(AgencyEvent),
    Affiliation(AffiliationEvent),
    FleetCode(FleetCodeEvent),
    Shift(ShiftEvent),
    Rating(RatingEvent),
    Complaint(ComplaintEvent),
    Poll(PollEvent),
    PollAnswer(PollAnswerEvent),
    Access(AccessEvent),
    Invoice(InvoiceEvent),
    Payment(PaymentEvent),
    RewardAccount(RewardAccountEvent),
    RewardProgramme(RewardProgrammeEvent),
    Subject(SubjectEvent),
    Notice(NoticeEvent),
}

#[cfg(test)]
mod tests {
    use super::AnyEvent;

    /// The committed schemas are a promise to auditors; run with `BLESS=1` to write them anew.
    #[test]
    fn event_schemas_are_the_committed_ones() {
        for (aggregate, schema) in AnyEvent::schemas() {
            let path = format!("{}/schemas/{aggregate}.json", env!("CARGO_MANIFEST_DIR"));
            let text = format!("{}\n", serde_json::to_string_pretty(&schema).expect("a schema is JSON"));
            if std::env::var_os("BLESS").is_some() {
                std::fs::write(&path, &text).expect("schemas/ is writable");
            }
            assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), text, "{path}");
        }
    }

    #[test]
    fn no_version_is_both_current_and_earlier() {
        let current = AnyEvent::catalogue();
        for version in AnyEvent::earlier() {
            assert!(!current.contains(&version), "{version:?}");
        }
    }

    #[test]
    fn an_event_of_another_day_is_named_in_the_error() {
        let error = AnyEvent::decode("licence", "LicenceIssued", "99", "{}").expect_err("no such version");
        assert!(error.to_string().contains("LicenceIssued version 99"), "{error}");
    }

    #[test]
    fn a_payload_of_another_type_than_its_column_is_refused() {
        let error = AnyEvent::decode("account", "RoleGranted", "1", r#"{"RoleRevoked":{"role":"officer"}}"#);
        assert!(error.expect_err("not a grant").to_string().contains("its payload is a RoleRevoked"));
    }
}
