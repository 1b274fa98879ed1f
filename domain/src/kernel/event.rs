//! What the log asks of every event.

use super::{Earlier, Pii};
use cqrs_es::DomainEvent;
use uuid::{Builder, Uuid, Version};

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
/// same thing again instead of a second one. That of a time-ordered owner has the owner's time, so that
/// what is made at about the same time lies together in every index: an index page that nobody has
/// touched for long is read from the disk first, and each such read takes longer than the append.
pub fn derived_id(owner: Uuid, what: &str) -> Uuid {
    let hash = Uuid::new_v5(&owner, what.as_bytes());
    if owner.get_version() != Some(Version::SortRand) {
        return hash;
    }
    let mut bytes = hash.into_bytes();
    bytes[..TIME].copy_from_slice(&owner.as_bytes()[..TIME]);
    Builder::from_bytes(bytes).with_version(Version::SortRand).into_uuid()
}

/// Bytes of the time that a UUIDv7 begins with (RFC 9562, 5.7).
const TIME: usize = 6;

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

#[cfg(test)]
mod tests {
    use super::derived_id;
    use uuid::{Uuid, Version};

    #[test]
    fn what_is_derived_is_the_same_each_time_and_lies_where_its_owner_does() {
        let (earlier, later) = (Uuid::from_u128(0x0193_a1b2_c3d4_7e5f_8a6b_0000_0000_0001), Uuid::from_u128(0x0193_a1b2_c3d5_7000_8000_0000_0000_0000));
        let (rating, complaint) = (derived_id(earlier, "rating"), derived_id(earlier, "complaint"));
        assert_eq!(derived_id(earlier, "rating"), rating);
        assert_ne!(rating, complaint);
        assert_eq!((rating.get_version(), rating.get_timestamp()), (Some(Version::SortRand), earlier.get_timestamp()));
        assert!(rating < later && derived_id(later, "rating") > complaint);
    }

    #[test]
    fn what_is_derived_from_an_id_without_a_time_is_its_hash() {
        let owner = Uuid::from_u128(0x8f36_a1b2_c3d4_4e5f_8a6b_0000_0000_0001);
        assert_eq!(derived_id(owner, "person"), Uuid::new_v5(&owner, b"person"));
    }
}
