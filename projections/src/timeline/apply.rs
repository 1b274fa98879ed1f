use super::TimelineRow;
use crate::rows::Rows;
use domain::AnyEvent;
use domain::audit::access::AccessEvent;
use domain::feedback::complaint::ComplaintEvent;
use domain::feedback::rating::{RatingEvent, Ride};
use domain::fleet::code::FleetCodeEvent;
use domain::licensing::licence::LicenceEvent;
use event_store::Recorded;
use uuid::Uuid;

/// The event's own aggregate, and whatever else it speaks of.
pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    for subject_id in std::iter::once(recorded.aggregate()).chain(spoken_of(event)) {
        rows.put(TimelineRow { subject_id, position: recorded.position });
    }
}

fn spoken_of(event: &AnyEvent) -> Vec<Uuid> {
    match event {
        AnyEvent::Licence(LicenceEvent::LicenceIssued { vehicle_id, .. } | LicenceEvent::LicenceImported { vehicle_id, .. })
        | AnyEvent::FleetCode(FleetCodeEvent::FleetCodeIssued { vehicle_id, .. }) => vec![*vehicle_id],
        AnyEvent::Rating(RatingEvent::RideRated { ride, .. }) | AnyEvent::Complaint(ComplaintEvent::ComplaintLodged { ride, .. }) => {
            of_ride(ride)
        }
        AnyEvent::Access(AccessEvent::RecordViewed { subject_id, .. }) => vec![*subject_id],
        AnyEvent::Licence(_) | AnyEvent::FleetCode(_) | AnyEvent::Access(_) | AnyEvent::Account(_) | AnyEvent::Vehicle(_) => Vec::new(),
    }
}

fn of_ride(ride: &Ride) -> Vec<Uuid> {
    [Some(ride.code_id), Some(ride.vehicle_id), Some(ride.licence_id), ride.driver_id].into_iter().flatten().collect()
}
