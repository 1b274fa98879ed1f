//! What the log asks of every event.

use super::{Earlier, Pii};
use cqrs_es::DomainEvent;
use uuid::Uuid;

/// Uniqueness across aggregates: taken and released in the transaction that appends the event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimChange {
    /// The value becomes this aggregate's; the command fails where it is another's.
    Take {
        /// What kind of value, such as `vehicle.plate`.
        scope: &'static str,
        /// The canonical value; stored as an HMAC.
        value: String,
    },
    /// Whatever this aggregate holds in the scope becomes free.
    Release {
        /// What kind of value.
        scope: &'static str,
    },
}

/// An event that the log can keep.
pub trait LogEvent: DomainEvent + 'static {
    /// The aggregate's type as the log names it.
    const AGGREGATE: &'static str;
    /// The name and current version of every event of the aggregate.
    const TYPES: &'static [(&'static str, &'static str)];
    /// Every version that is written no longer, and what has become of it.
    const EARLIER: &'static [Earlier<Self>] = &[];

    /// Every personal field, by name, to be sealed or looked at.
    fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
        Vec::new()
    }
    /// What the event takes and releases. Called before sealing.
    fn claims(&self) -> Vec<ClaimChange> {
        Vec::new()
    }
}

/// The position of an event's field, for the personal-data visitor.
pub(crate) fn optional<'a>(name: &'static str, field: &'a mut Option<Pii>) -> Option<(&'static str, &'a mut Pii)> {
    field.as_mut().map(|pii| (name, pii))
}

/// A deterministic id of something that belongs to `owner`, so that a repeated command makes the
/// same thing again instead of a second one.
pub fn derived_id(owner: Uuid, what: &str) -> Uuid {
    Uuid::new_v5(&owner, what.as_bytes())
}

/// Names and versions of an aggregate's events, said once: implements [`DomainEvent`]'s two
/// methods and [`LogEvent`]'s list from it.
macro_rules! event_types {
    ($event:ident of $aggregate:literal { $($name:ident: $version:literal),+ $(,)? } $($rest:tt)*) => {
        impl cqrs_es::DomainEvent for $event {
            fn event_type(&self) -> String {
                match self { $(Self::$name { .. } => stringify!($name).to_owned()),+ }
            }
            fn event_version(&self) -> String {
                match self { $(Self::$name { .. } => $version.to_owned()),+ }
            }
        }
        impl $crate::kernel::LogEvent for $event {
            const AGGREGATE: &'static str = $aggregate;
            const TYPES: &'static [(&'static str, &'static str)] = &[$((stringify!($name), $version)),+];
            $($rest)*
        }
    };
}

/// The one way in which an aggregate handles a command: decide, then sink what was decided.
macro_rules! aggregate {
    ($state:ident, $command:ty, $event:ty, $error:ty) => {
        impl cqrs_es::Aggregate for $state {
            const TYPE: &'static str = <$event as $crate::kernel::LogEvent>::AGGREGATE;
            type Command = $command;
            type Event = $event;
            type Error = $error;
            type Services = ();

            async fn handle(
                &mut self,
                command: Self::Command,
                _: &(),
                sink: &cqrs_es::event_sink::EventSink<Self>,
            ) -> Result<(), Self::Error> {
                for event in self.decide(command)? {
                    sink.write(event, self).await;
                }
                Ok(())
            }

            fn apply(&mut self, event: Self::Event) {
                self.fold(event);
            }
        }
    };
}

pub(crate) use {aggregate, event_types};
